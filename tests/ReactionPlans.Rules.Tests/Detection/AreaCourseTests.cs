using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class AreaCourseTests
{
    private static readonly DateOnly First = new(2024, 3, 4);
    private static readonly Offence Burglary = new("burglary", ["1320"], Attempts: true);
    private static readonly JudgedArea[] Areas = [new("0", 4e6), new("1", 4e6)];

    private static readonly Rule[] Followed =
    [
        new ThresholdRule(4, new Dictionary<string, int>(), 7), new RatioRule(1.8, 14, 1), new PooledRule(0.1, 3), new FarringtonRule(0.2), new EarsRule(EarsMethod.C1, 0.1), new BayesRule(0.1),
        new EwmaRule(0.12, 1.5, 3), new CusumRule(3, 1.5, 0),
    ];

    private static readonly Rule[] Searches =
        [new NearRepeatRule(2, 400, 7), new LocalScanRule(2, 3), new PermutationScanRule(1.5, 2, 1000, 21), new OutbreakRule(0.02, 1, 2), new RuleSet(true, [new FarringtonRule(0.2), new NearRepeatRule(2, 400, 7)])];

    [Test]
    public void A_day_has_what_was_known_at_its_end_and_what_came_later_only_from_then_on()
    {
        LoggedReport[] log = [Report(0, First), Report(1, First.AddDays(2), knownOn: First.AddDays(5)), Report(2, First.AddDays(9))];
        var rule = new ThresholdRule(3, new Dictionary<string, int> { ["0"] = 2 }, 7);

        var course = AreaCourse.Of(rule, District(log), 0, Enumerable.Range(0, 10).Select(First.AddDays));

        Assert.That(course.Select(day => day.Count), Is.EqualTo(new double[] { 1, 1, 1, 1, 1, 2, 2, 1, 1, 1 }));
        Assert.That(course.Select(day => day.Bound), Is.All.EqualTo(2d), "the area's own limit");
        Assert.That(course.Select(day => day.Expected), Is.All.Null, "a threshold expects nothing");
    }

    [TestCaseSource(nameof(Followed))]
    public void It_is_what_the_night_saw_with_a_number_for_every_day(Rule rule)
    {
        var log = Invent();
        var days = Enumerable.Range(0, 40).Select(First.AddDays).Where(day => day.DayNumber % 9 != 0).ToList(); // some have no data

        var course = AreaCourse.Of(rule, District(log), 1, days);

        var district = District(log);
        var run = new CriterionRun(new Criterion("one", "burglary", CriterionLevel.Watch, rule), district);
        foreach (var (day, at) in days.Select((day, at) => (day, at)))
        {
            district.Known.AdvanceTo(day);
            var night = run.Answer(1, day);
            Assert.That(course[at].Count, Is.EqualTo(night.Count), $"{day:O}");
            Assert.That(course[at].Bound, Is.EqualTo(RuleAnswer.Known(night.Bound)), $"{day:O}");
            if (rule is not PooledRule)
                Assert.That(course[at].Expected, Is.EqualTo(RuleAnswer.Known(night.Expected)), $"{day:O}");
        }

        Assert.That(course.Select(day => day.Expected), rule is ThresholdRule ? Is.All.Null : Has.All.GreaterThan(0));
    }

    [Test]
    public void A_rule_of_several_windows_expects_in_its_own_one_whichever_decided()
    {
        var log = Invent();
        var rule = new PooledRule(0.1, 3);
        var district = District(log);

        var course = AreaCourse.Of(rule, district, 1, [First]);

        Assert.That(course[0].Expected, Is.EqualTo(district.Expectation().Expected(1, KnownDistrict.WindowDays.ToList().IndexOf(21))));
    }

    [TestCaseSource(nameof(Searches))]
    public void A_search_for_clusters_is_not_followed(Rule rule)
    {
        Assert.That(AreaCourse.Follows(rule), Is.False);
        Assert.Throws<ArgumentException>(() => AreaCourse.Of(rule, District([]), 0, [First]));
    }

    private static KnownDistrict District(IReadOnlyList<LoggedReport> log) => new(new KnownReports(log, Burglary, Areas.Length), Areas);

    private static LoggedReport Report(int number, DateOnly day, DateOnly? knownOn = null, int area = 0) =>
        new(number, $"R{number}", 1, false, knownOn ?? day, "1320", false, day, null, null, double.NaN, double.NaN, [area]);

    /// <summary>Six years of a report every other day or so in each of two areas.</summary>
    private static List<LoggedReport> Invent()
    {
        var random = new Random(20260304);
        var log = new List<LoggedReport>();
        for (var day = First.AddYears(-6); day < First.AddDays(60); day = day.AddDays(1))
        {
            for (var area = 0; area < Areas.Length; area++)
            {
                if (random.NextDouble() < 0.4)
                    log.Add(Report(log.Count, day, day.AddDays(random.Next(3)), area));
            }
        }

        return log;
    }
}
