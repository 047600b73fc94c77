using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

/// <summary>The solver's plans, judged by rules and a search that know nothing of it. A few hundred demands, always the same ones;
/// REACTIONPLANS_STATIONS=10000 plans that many, other ones each time.</summary>
public sealed class StationPlanTests
{
    private const int Usual = 200;

    [Test]
    public void No_plan_breaks_a_hard_rule_and_none_is_dearer_than_the_greedy_one()
    {
        var (plans, slowest) = (0, TimeSpan.Zero);
        Check(StationDemands.Hard, demand =>
        {
            var watch = Stopwatch.StartNew();
            var plan = StationPlan.Make(demand);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;

            plans++;
            Assert.That(StationRules.Broken(demand, plan), Is.Empty);
            Assert.That(StationCost.Of(demand, plan), Is.LessThanOrEqualTo(StationCost.Of(demand, StationVisits.Plan(demand))));
        });
        TestContext.Out.WriteLine($"{plans} plans, the slowest took {slowest.TotalMilliseconds:0} ms.");
    }

    [Test]
    public void A_plan_is_at_most_five_per_cent_dearer_than_the_cheapest_of_all()
    {
        var (worst, better, plans) = (1.0, 0, 0);
        Check(StationDemands.Small, demand =>
        {
            var (cost, least) = (StationCost.Of(demand, StationPlan.Make(demand)), ExhaustivePlan.CostOf(demand));

            plans++;
            worst = Math.Max(worst, (double)cost / Math.Max(least, 1));
            better += cost < StationCost.Of(demand, StationVisits.Plan(demand)) ? 1 : 0;
            Assert.That(cost, Is.InRange(least, least * 1.05));
        });
        TestContext.Out.WriteLine($"{plans} plans, at worst {worst:0.000} of the cheapest; {better} were cheaper than the greedy ones.");
        Assert.That(better, Is.GreaterThan(0), "Demands that the greedy rule always solves would show nothing.");
    }

    [Test]
    public void The_same_demand_gives_the_same_plan_also_when_it_is_planned_in_parts()
    {
        var demand = StationDistrict.Make(2, 8);

        var (once, again) = (StationPlan.Make(demand), StationPlan.Make(demand));

        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void An_announced_visit_moves_only_when_another_would_have_no_place()
    {
        var (stations, open) = (new[] { new MobileStation("m", Hours("thu 10:00-16:30"), 1) }, new StationSite("torv", "square", 56, 10));
        var from = new DateTimeOffset(2026, 3, 25, 12, 0, 0, TimeSpan.Zero);
        VisitWish Wish(string id, WeeklyHours? hours) => new(id, id, 1, TimeSpan.FromHours(3), from, from.AddDays(7), [new SiteChoice(open with { Id = id, OpeningHours = hours }, 0)]);
        var told = new PlacedVisit("told", 1, "m", "told", from.AddHours(21), from.AddHours(24));
        var announced = Wish("told", null) with { Announced = [told] };

        var beside = StationPlan.Make(new StationDemand([announced, Wish("new", null)], stations, []));
        var first = StationPlan.Make(new StationDemand([announced, Wish("new", Hours("thu 10:00-13:00"))], stations, []));

        Assert.That(beside.Single(visit => visit.WishId == "told"), Is.EqualTo(told));
        Assert.That(first.OrderBy(visit => visit.StartsAt).Select(visit => $"{visit.WishId} {visit.StartsAt:HH:mm}"), Is.EqualTo(["new 09:00", "told 12:30"]));
    }

    [Test]
    public void Of_two_partnerships_with_too_few_visits_each_gets_some()
    {
        var from = new DateTimeOffset(2026, 3, 25, 12, 0, 0, TimeSpan.Zero);
        VisitWish Wish(string id, double metres) => new(id, id[..1], 1, TimeSpan.FromHours(3), from, from.AddDays(7), [new SiteChoice(new StationSite(id, "square", 56, 10), metres)]);

        var plan = StationPlan.Make(new StationDemand([Wish("a1", 0), Wish("a2", 0), Wish("b1", 4000), Wish("b2", 4000)], [new MobileStation("m", Hours("thu 10:00-16:30"), 1)], []));

        Assert.That(plan.Where(visit => visit.IsPlaced).Select(visit => visit.WishId[..1]).Order(), Is.EqualTo(["a", "b"]));
    }

    private static WeeklyHours Hours(string text) => WeeklyHours.TryParse(text, out var hours) ? hours! : throw new ArgumentException(text);

    private static void Check(Arbitrary<StationDemand> demands, Action<StationDemand> check)
    {
        var asked = Environment.GetEnvironmentVariable("REACTIONPLANS_STATIONS");
        var count = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : Usual;
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true);
        if (asked is null)
            config = config.WithReplay(FSharpOption<FsCheck.Replay>.Some(new FsCheck.Replay(new Rnd(2026, 3), FSharpOption<int>.None)));
        FsCheck.Check.One(config, Prop.ForAll(demands, check));
    }
}
