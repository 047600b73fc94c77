using NUnit.Framework;
using ReactionPlans.Rules.Reactions;
using static ReactionPlans.Rules.Tests.Reactions.StationScene;

namespace ReactionPlans.Rules.Tests.Reactions;

/// <summary>One plan that breaks nothing, and each rule broken by one change to it.</summary>
public sealed class StationRulesTests
{
    private static readonly StationSite OpenSquare = Square with { OpeningHours = Hours("mon-sun 09:00-17:00") };

    private static readonly MobileStation[] Stations = [Station("a", "mon-sun 08:00-18:00"), Station("b", "mon-sun 08:00-18:00", capacity: 2)];

    private static readonly VisitWish Wished = Wish(2, 2, 7, OpenSquare, Shop);

    private static readonly PlacedVisit First = Visit(1, "a", Square, Danish(5, 9), Danish(5, 11)), Second = Visit(2, "a", Shop, Danish(5, 11, 45), Danish(5, 13, 45));

    [Test]
    public void A_plan_that_can_be_carried_out_breaks_nothing() => Assert.That(Broken(First, Second), Is.Empty);

    [Test]
    public void A_visit_without_a_place_breaks_nothing() => Assert.That(Broken(First, PlacedVisit.Nowhere("a", 2)), Is.Empty);

    [Test]
    public void A_visit_that_is_missing_twice_there_unknown_or_of_another_length_is_not_as_wished() => Assert.Multiple(() =>
    {
        Assert.That(Broken(First), Is.EqualTo([StationRule.AsWished]));
        Assert.That(Broken(First, PlacedVisit.Nowhere("a", 2), PlacedVisit.Nowhere("a", 2)), Is.EqualTo([StationRule.AsWished]));
        Assert.That(Broken(First, Second, PlacedVisit.Nowhere("a", 3)), Is.EqualTo([StationRule.AsWished]));
        Assert.That(Broken(First, Second, PlacedVisit.Nowhere("z", 1)), Is.EqualTo([StationRule.AsWished]));
        Assert.That(Broken(First, Second with { EndsAt = Danish(5, 14) }), Is.EqualTo([StationRule.AsWished]));
    });

    [Test]
    public void Before_the_gate_at_the_last_instant_and_off_the_quarters_is_not_in_time() => Assert.Multiple(() =>
    {
        Assert.That(Broken(Visit(1, "a", Square, Danish(4, 12, 45), Danish(4, 14, 45)), Second), Is.EqualTo([StationRule.InTime]));
        Assert.That(Broken(First, Visit(2, "a", Shop, Danish(11, 13), Danish(11, 15))), Is.EqualTo([StationRule.InTime]));
        Assert.That(Broken(First, Visit(2, "a", Shop, Danish(5, 11, 50), Danish(5, 13, 50))), Is.EqualTo([StationRule.InTime]));
    });

    [Test]
    public void After_the_crew_has_gone_home_or_the_site_has_shut() => Assert.Multiple(() =>
    {
        Assert.That(Broken(First, Visit(2, "a", Shop, Danish(5, 16, 15), Danish(5, 18, 15))), Is.EqualTo([StationRule.CrewHours]));
        Assert.That(Broken(First, Visit(2, "a", Square, Danish(5, 15, 15), Danish(5, 17, 15))), Is.EqualTo([StationRule.AtAnOpenSite]));
        Assert.That(Broken(First, Second with { SiteId = "elsewhere" }), Is.EqualTo([StationRule.AtAnOpenSite]));
        Assert.That(Broken(First, Second with { StationId = "none" }), Is.EqualTo([StationRule.CrewHours, StationRule.OneCrewAVisit]));
    });

    [Test]
    public void Forty_minutes_are_needed_between_places_six_kilometres_apart() =>
        Assert.That(Broken(First, Visit(2, "a", Shop, Danish(5, 11, 30), Danish(5, 13, 30))), Is.EqualTo([StationRule.OneCrewAVisit, StationRule.OneCrewAVisit]));

    [Test]
    public void Two_stations_at_one_site_at_once_are_one_too_many() =>
        Assert.That(Broken(First, Visit(2, "b", Square, Danish(5, 10, 45), Danish(5, 12, 45))), Is.EqualTo([StationRule.OneVisitASite, StationRule.OneVisitASite]));

    [Test]
    public void Two_crews_make_three_visits_of_which_only_two_overlap_and_no_more() => Assert.Multiple(() =>
    {
        // Two chains: the visit fits after the first booking, the second one runs beside both.
        StationBooking[] booked = [Booking("b", Square, Danish(5, 8), Danish(5, 11)), Booking("b", null, Danish(5, 9), Danish(5, 13))];
        var visit = Booking("b", Shop, Danish(5, 11, 45), Danish(5, 13, 45));
        Assert.That(StationCrews.HasRoom(2, visit, booked), Is.True);
        Assert.That(StationCrews.HasRoom(2, visit with { StartsAt = Danish(5, 11, 30) }, booked), Is.False);
        Assert.That(StationCrews.CrewsFor([visit, .. booked]), Is.EqualTo(2));
    });

    [Test]
    public void Nothing_is_added_where_others_have_overbooked_and_elsewhere_it_does_not_matter() => Assert.Multiple(() =>
    {
        StationBooking[] booked = [.. Enumerable.Repeat(Booking("b", null, Danish(5, 9), Danish(5, 13)), 3)];
        Assert.That(StationCrews.HasRoom(2, Booking("b", Shop, Danish(5, 12), Danish(5, 15)), booked), Is.False);
        Assert.That(StationCrews.HasRoom(2, Booking("b", Shop, Danish(5, 14), Danish(5, 16)), booked), Is.True);
    });

    [Test]
    public void Costs_rank_a_place_above_a_promise_kept_and_that_above_all_comfort() => Assert.Multiple(() =>
    {
        var told = Wished with { Announced = [First, Second] };
        Assert.That(Cost(Wished, First, Second), Is.EqualTo(((20 * 4) + 24) + ((22 * 4) + 3) + StationCost.SameDay));
        Assert.That(Cost(told, First, Second), Is.EqualTo(Cost(Wished, First, Second)));
        Assert.That(Cost(told, First, Visit(2, "a", Shop, Danish(6, 9), Danish(6, 11))), Is.GreaterThan(StationCost.Moved));
        Assert.That(Cost(Wished, First, PlacedVisit.Nowhere("a", 2)), Is.EqualTo((20 * 4) + 24 + StationCost.Unplaced + (500 * StationCost.UnfairThousandth)));
        Assert.That(Cost(told, First, PlacedVisit.Nowhere("a", 2)), Is.GreaterThan(StationCost.Unplaced + StationCost.Dropped));
    });

    private static long Cost(VisitWish wish, params PlacedVisit[] plan) => StationCost.Of(new StationDemand([wish], Stations, []), plan);

    private static IEnumerable<StationRule> Broken(params PlacedVisit[] plan) =>
        StationRules.Broken(new StationDemand([Wished], Stations, []), plan).Select(broken => broken.Rule);
}
