using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using ReactionPlans.Rules.Reactions;
using static ReactionPlans.Rules.Tests.Reactions.StationScene;

namespace ReactionPlans.Rules.Tests.Reactions;

public sealed class StationVisitsTests
{
    [Test]
    public void Visits_are_as_early_as_can_be_and_on_different_days() => Assert.That(
        Starts(Greedy(Wish(2, 3, 7), [Station("a", "mon-fri 10:00-18:00; sat 10:00-14:00")])), Is.EqualTo(new DateTimeOffset?[] { Danish(4, 13), Danish(5, 10) }));

    [Test]
    public void A_visit_starts_on_the_quarter_after_an_odd_moment() => Assert.That(
        Starts(Greedy(Wish(1, 3, 7) with { From = Wednesday.AddSeconds(1) }, [Station("a", "mon-fri 10:00-18:00")])), Is.EqualTo(new[] { Wednesday.AddMinutes(15) }));

    [Test]
    public void A_visit_that_does_not_fit_before_closing_goes_to_the_next_day() => Assert.That(
        Starts(Greedy(Wish(1, 3, 7), [Station("a", "mon-fri 10:00-15:00")])), Is.EqualTo(new[] { Danish(5, 10) }));

    [Test]
    public void A_crew_has_half_an_hour_at_the_same_place_and_the_drive_besides_to_another() => Assert.Multiple(() =>
    {
        var booked = Booking("a", Square, Danish(4, 11), Danish(4, 14));
        Assert.That(Starts(Greedy(Wish(1, 2, 7), [Station("a", "mon-fri 10:00-18:00")], booked)), Is.EqualTo(new[] { Danish(4, 14, 30) }));
        Assert.That(Starts(Greedy(Wish(1, 2, 7, Shop), [Station("a", "mon-fri 10:00-18:00")], booked)), Is.EqualTo(new[] { Danish(4, 14, 45) }));
        Assert.That(Starts(Greedy(Wish(1, 2, 7), [Station("a", "mon-fri 10:00-18:00")], booked with { SiteId = null, Latitude = null, Longitude = null })), Is.EqualTo(new[] { Danish(4, 15) }));
    });

    [Test]
    public void A_second_crew_takes_a_visit_at_the_same_time() => Assert.That(
        Starts(Greedy(Wish(1, 2, 7), [Station("a", "mon-fri 10:00-18:00", capacity: 2)], Booking("a", Shop, Danish(4, 11), Danish(4, 14)))), Is.EqualTo(new[] { Danish(4, 13) }));

    [Test]
    public void Where_the_days_are_few_two_visits_share_one() => Assert.That(
        Starts(Greedy(Wish(2, 2, 7), [Station("a", "thu 10:00-18:00")])), Is.EqualTo(new DateTimeOffset?[] { Danish(5, 10), Danish(5, 12, 30) }));

    [Test]
    public void Without_a_free_crew_in_the_agreed_days_a_visit_is_unplaced() => Assert.That(
        Greedy(Wish(2, 3, 1), [Station("a", "wed 10:00-17:00")]).Select(visit => visit.StationId), Is.EqualTo(new[] { "a", null }));

    [Test]
    public void A_site_that_is_shut_takes_no_visit() => Assert.That(
        Starts(Greedy(Wish(1, 3, 7, Square with { OpeningHours = Hours("thu-fri 09:00-12:00, 13:00-19:00") }), [Station("a", "mon-fri 10:00-18:00")])), Is.EqualTo(new[] { Danish(5, 13) }));

    [Test]
    public void An_announced_visit_stays_though_an_earlier_one_could_be_had()
    {
        var told = Visit(1, "a", Square, Danish(6, 11), Danish(6, 14));

        Assert.That(Greedy(Wish(2, 3, 7) with { Announced = [told, PlacedVisit.Nowhere("a", 2)] }, [Station("a", "mon-fri 10:00-18:00")]),
            Is.EqualTo(new[] { told, Visit(2, "a", Square, Danish(4, 13), Danish(4, 16)) }));
    }

    [Test]
    public void Ten_in_the_morning_is_ten_on_both_sides_of_summer_time()
    {
        var friday = new DateTimeOffset(2026, 3, 27, 17, 0, 0, TimeSpan.Zero);

        var visits = Greedy(Wish(2, 3, 7) with { From = friday, Until = friday.AddDays(7) }, [Station("a", "sat-mon 10:00-14:00")]);

        Assert.That(visits.Select(visit => visit.StartsAt!.Value.UtcDateTime.Hour), Is.EqualTo(new[] { 9, 8 }));
    }

    [Test]
    public void No_plan_breaks_a_hard_rule_whatever_is_booked_and_wished()
    {
        var instances =
            from capacities in Gen.Choose(1, 3).ListOf(2)
            from bookings in (from station in Gen.Choose(0, 1)
                              from site in Gen.Choose(0, 2)
                              from start in Gen.Choose(0, 200)
                              from length in Gen.Choose(1, 20)
                              select (station, site, start, length)).ListOf()
            from visits in Gen.Choose(1, 6)
            from quarters in Gen.Choose(1, 24)
            from days in Gen.Choose(1, 9)
            select (capacities, bookings, visits, quarters, days);

        Prop.ForAll(instances.ToArbitrary(), made =>
        {
            StationSite?[] sites = [Square, Shop, null];
            MobileStation[] stations = [Station("a", "mon-sun 10:00-18:00", made.capacities[0]), Station("b", "mon-fri 07:00-12:00, 13:00-21:00", made.capacities[1])];
            var booked = made.bookings.Select(one =>
                Booking(stations[one.station].Id, sites[one.site], Wednesday.AddMinutes(one.start * 15), Wednesday.AddMinutes((one.start + one.length) * 15)));
            var demand = new StationDemand(
                [Wish(made.visits, made.quarters / 4.0, made.days, Square, Shop), Wish(1, 1, 2, Shop) with { Id = "b" }], stations, [.. booked]);

            return StationRules.Broken(demand, StationVisits.Plan(demand)).Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<DateTimeOffset?> Starts(IEnumerable<PlacedVisit> visits) => visits.Select(visit => visit.StartsAt);
}
