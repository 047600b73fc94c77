using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class DistrictRiseTests
{
    private static readonly DateOnly Day = new(2026, 3, 4);
    private static readonly Offence Burglary = new("residential-burglary", ["1320"], Attempts: true);
    private static readonly RatioRule Twice = new(2, 7, 1);

    [TestCase(10, 3, double.NaN, false)]
    [TestCase(10, 4, double.NaN, true)]
    [TestCase(4, 2, double.NaN, false)]
    [TestCase(3, 3, double.NaN, true)]
    [TestCase(100, 0, 1.3, false)]
    [TestCase(100, 0, 1.31, true)]
    public void More_than_three_in_ten_areas_or_a_level_above_one_point_three_is_the_district(int areas, int alarms, double level, bool wide) =>
        Assert.That(new DistrictRise(areas, alarms, level).IsWide, Is.EqualTo(wide));

    [Test]
    public void A_ratio_fires_in_the_one_area_that_rises_and_in_none_where_the_whole_district_does()
    {
        Assert.That(Fired(Run(CriterionLevel.Activate, Twice), rising: 1), Is.EqualTo(new[] { 0 }));
        Assert.That(Fired(Run(CriterionLevel.Activate, Twice), rising: 4), Is.Empty);
        Assert.That(Run(CriterionLevel.Activate, Twice)(4).Run.Rise(), Is.EqualTo(new DistrictRise(4, 4, double.NaN)));
    }

    [Test]
    public void What_is_only_watched_and_what_has_an_agreed_limit_fires_all_the_same()
    {
        Assert.That(Fired(Run(CriterionLevel.Watch, Twice), rising: 4), Has.Length.EqualTo(4));
        Assert.That(Fired(Run(CriterionLevel.Activate, new ThresholdRule(3, new Dictionary<string, int>(), 7)), rising: 4), Has.Length.EqualTo(4));
        Assert.That(Fired(Run(CriterionLevel.Activate, new RuleSet(true, [Twice, new ThresholdRule(3, new Dictionary<string, int>(), 7)])), rising: 4), Is.Empty);
        Assert.That(Fired(Run(CriterionLevel.Activate, new RuleSet(false, [Twice, new ThresholdRule(3, new Dictionary<string, int>(), 7)])), rising: 4), Has.Length.EqualTo(4));
    }

    [Test]
    public void A_spike_of_the_day_so_far_is_taken_back_when_the_day_turns_out_to_be_the_districts_and_an_earlier_one_goes_on()
    {
        var fired = new CriterionState(Phase.Fired, Day, 4, 0, null, false);
        var facts = new DayFacts(Day, 4, RuleHolds: true, HeldBefore: true, IsClear: false, IsGap: false, DayIsOver: true) { MayFire = false };
        var criterion = new Criterion("times", "residential-burglary", CriterionLevel.Activate, Twice);

        Assert.That(CriterionState.Advance(fired, facts, criterion).Change, Is.EqualTo(Change.Withdrawn));
        Assert.That(CriterionState.Advance(fired with { FiredOn = Day.AddDays(-1) }, facts, criterion).State.Phase, Is.EqualTo(Phase.Fired));
    }

    [Test]
    public void Among_many_areas_the_chances_that_luck_explains_fire_nowhere()
    {
        var alone = new PooledRule(0.2, 2);
        var agreed = new Criterion("fair", "residential-burglary", CriterionLevel.Activate, alone, MinimumReports: 2) { FalseDiscoveryRate = 0.001 };

        Assert.That(Fired(Run(agreed with { FalseDiscoveryRate = null }), rising: 1), Is.EqualTo(new[] { 0 }));
        var (run, steps) = Run(agreed)(1);
        Assert.That(steps, Is.Empty);
        Assert.That(run.Answer(0, Day), Has.Property("Holds").False.And.Property("IsOneOfMany").True.And.Property("IsClear").True);
    }

    private static Func<int, (CriterionRun Run, IReadOnlyList<AreaStep> Steps)> Run(CriterionLevel level, Rule rule) => Run(new Criterion("times", "residential-burglary", level, rule));

    /// <summary>Four areas, each with a report every other week for two months; the rising ones have four more in the last days.</summary>
    private static Func<int, (CriterionRun Run, IReadOnlyList<AreaStep> Steps)> Run(Criterion criterion) => rising =>
    {
        var log = new List<LoggedReport>();
        for (var area = 0; area < 4; area++)
        {
            for (var back = 12; back < 64; back += 14)
                Add(area, back);
            for (var back = 0; back < (area < rising ? 4 : 0); back++)
                Add(area, back);
        }

        var known = new KnownReports(log, Burglary, 4);
        known.AdvanceTo(Day);
        var run = new CriterionRun(criterion, new KnownDistrict(known, [.. Enumerable.Range(0, 4).Select(area => new JudgedArea($"{area}", 1e6))]));
        return (run, run.Judge(Day, dayIsOver: true));

        void Add(int area, int back) => log.Add(new LoggedReport(
            log.Count, $"N-{log.Count}", 1, false, Day.AddDays(-back), "1320", false, Day.AddDays(-back), null, null, double.NaN, double.NaN, [area]));
    };

    private static int[] Fired(Func<int, (CriterionRun Run, IReadOnlyList<AreaStep> Steps)> run, int rising) =>
        [.. run(rising).Steps.Where(step => step.Step.Change == Change.Fired).Select(step => step.Area)];
}
