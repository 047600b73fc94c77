using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Reactions;

public sealed class StationVisitsTests
{
    /// <summary>13:00 in Denmark on a Wednesday.</summary>
    private static readonly DateTimeOffset Wednesday = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Visits_are_as_early_as_can_be_and_on_different_days()
    {
        var visits = StationVisits.Plan(Wish(2, 3, 7), [Station("a", "mon-fri 10:00-18:00; sat 10:00-14:00")], []);

        Assert.That(visits.Select(visit => visit.StartsAt), Is.EqualTo(new DateTimeOffset?[] { Danish(4, 13), Danish(5, 10) }));
    }

    [Test]
    public void A_visit_starts_on_the_quarter_after_an_odd_moment()
    {
        var visits = StationVisits.Plan(Wish(1, 3, 7) with { From = Wednesday.AddSeconds(1) }, [Station("a", "mon-fri 10:00-18:00")], []);

        Assert.That(visits[0].StartsAt, Is.EqualTo(Wednesday.AddMinutes(15)));
    }

    [Test]
    public void A_visit_that_does_not_fit_before_closing_goes_to_the_next_day()
    {
        var visits = StationVisits.Plan(Wish(1, 3, 7), [Station("a", "mon-fri 10:00-15:00")], []);

        Assert.That(visits[0].StartsAt, Is.EqualTo(Danish(5, 10)));
    }

    [Test]
    public void A_crew_has_an_hour_between_two_visits()
    {
        var visits = StationVisits.Plan(Wish(1, 2, 7), [Station("a", "mon-fri 10:00-18:00")], [new("a", Danish(4, 11), Danish(4, 14))]);

        Assert.That(visits[0].StartsAt, Is.EqualTo(Danish(4, 15)));
    }

    [Test]
    public void A_second_crew_takes_a_visit_at_the_same_time()
    {
        var visits = StationVisits.Plan(Wish(1, 2, 7), [Station("a", "mon-fri 10:00-18:00", capacity: 2)], [new("a", Danish(4, 11), Danish(4, 14))]);

        Assert.That(visits[0].StartsAt, Is.EqualTo(Danish(4, 13)));
    }

    [Test]
    public void Where_the_days_are_few_two_visits_share_one()
    {
        var visits = StationVisits.Plan(Wish(2, 2, 7), [Station("a", "thu 10:00-18:00")], []);

        Assert.That(visits.Select(visit => visit.StartsAt), Is.EqualTo(new DateTimeOffset?[] { Danish(5, 10), Danish(5, 13) }));
    }

    [Test]
    public void Without_a_free_crew_in_the_agreed_days_a_visit_is_unplaced()
    {
        var visits = StationVisits.Plan(Wish(2, 3, 1), [Station("a", "wed 10:00-17:00")], []);

        Assert.That(visits.Select(visit => visit.StationId), Is.EqualTo(new[] { "a", null }));
    }

    [Test]
    public void Ten_in_the_morning_is_ten_on_both_sides_of_summer_time()
    {
        var friday = new DateTimeOffset(2026, 3, 27, 17, 0, 0, TimeSpan.Zero);
        var wish = new VisitWish(2, TimeSpan.FromHours(3), friday, friday.AddDays(7));

        var visits = StationVisits.Plan(wish, [Station("a", "sat-mon 10:00-14:00")], []);

        Assert.That(visits.Select(visit => visit.StartsAt!.Value.UtcDateTime.Hour), Is.EqualTo(new[] { 9, 8 }));
    }

    [Test]
    public void No_plan_breaks_a_hard_rule_whatever_is_booked_and_wished()
    {
        var instances =
            from capacities in Gen.Choose(1, 3).ListOf(2)
            from bookings in (from station in Gen.Choose(0, 1)
                              from start in Gen.Choose(0, 200)
                              from length in Gen.Choose(1, 20)
                              select (station, start, length)).ListOf()
            from visits in Gen.Choose(1, 6)
            from quarters in Gen.Choose(1, 24)
            from days in Gen.Choose(1, 9)
            select (capacities, bookings, visits, quarters, days);

        Prop.ForAll(instances.ToArbitrary(), made =>
        {
            MobileStation[] stations = [Station("a", "mon-sun 10:00-18:00", made.capacities[0]), Station("b", "mon-fri 07:00-12:00, 13:00-21:00", made.capacities[1])];
            var booked = made.bookings.Select(one =>
            {
                var start = Wednesday.AddMinutes(one.start * 15);
                return new StationBooking(stations[one.station].Id, start, start.AddMinutes(one.length * 15));
            }).ToList();
            var wish = new VisitWish(made.visits, TimeSpan.FromMinutes(made.quarters * 15), Wednesday, Wednesday.AddDays(made.days));

            var placed = StationVisits.Plan(wish, stations, booked).Where(visit => visit.StationId is not null).ToList();

            var mine = placed.Select(visit => new StationBooking(visit.StationId!, visit.StartsAt!.Value, visit.EndsAt!.Value)).ToList();
            return mine.All(visit => visit.StartsAt >= wish.From && visit.StartsAt < wish.Until
                && InsideCrewHours(stations, visit))
                && mine.Concat(booked).All(visit => CrewsNeeded(visit, [.. mine, .. booked]) <= CrewsAllowed(stations, booked, visit));
        }).QuickCheckThrowOnFailure();
    }

    private static bool InsideCrewHours(MobileStation[] stations, StationBooking visit) =>
        stations.Single(station => station.Id == visit.StationId).CrewHours.On(DanishTime.DayOf(visit.StartsAt))
            .Any(hours => hours.From <= visit.StartsAt && visit.EndsAt <= hours.To);

    /// <summary>At a visit's start: more crews are never needed than at one of the starts.</summary>
    private static int CrewsNeeded(StationBooking visit, List<StationBooking> all) => all.Count(booking =>
        booking.StationId == visit.StationId && booking.StartsAt <= visit.StartsAt && visit.StartsAt < booking.EndsAt + StationVisits.Travel);

    /// <summary>The made bookings may overbook a station by themselves; the plan must then add nothing at that time.</summary>
    private static int CrewsAllowed(MobileStation[] stations, List<StationBooking> booked, StationBooking visit) =>
        Math.Max(stations.Single(station => station.Id == visit.StationId).Capacity, CrewsNeeded(visit, booked));

    private static VisitWish Wish(int visits, double hours, int days) => new(visits, TimeSpan.FromHours(hours), Wednesday, Wednesday.AddDays(days));

    private static MobileStation Station(string id, string hours, int capacity = 1) =>
        WeeklyHours.TryParse(hours, out var read) ? new MobileStation(id, read!, capacity) : throw new ArgumentException(hours);

    private static DateTimeOffset Danish(int day, int hour) => DanishTime.At(new DateOnly(2026, 3, day), new TimeOnly(hour, 0));
}
