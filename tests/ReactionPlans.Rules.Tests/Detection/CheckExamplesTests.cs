using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Tests.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>An agreement's examples, asked of the run that judges live and in a backtest.</summary>
public sealed class CheckExamplesTests
{
    private static readonly DateOnly Day = new(2020, 10, 14);
    private static readonly JudgedArea[] Areas = [new("8240", 4e6), new("8270", 4e6)];

    /// <summary>The only school holiday: the week of <see cref="Day"/>.</summary>
    private static readonly SchoolCalendar Calendar = new([new SchoolHoliday("efterårsferie", Day.AddDays(-2), Day.AddDays(4), DateTimeOffset.MinValue)]);

    private static readonly ThresholdRule Three = new(3, new Dictionary<string, int>(), 7);

    /// <summary>A criterion, an area and a day on which its rule holds, and what is told where the example says it does not.</summary>
    private static readonly (string Kind, Criterion Criterion, string Area, DateOnly Holds, DateOnly HoldsNot, string Told)[] Kinds =
    [
        ("threshold", Of(Three), "8240", Day, Day.AddDays(10), "5 reports, the limit is 3"),
        ("ratio", Of(new RatioRule(4, 14, 1)), "8240", Day, Day.AddDays(20), "5 reports in 14 days; 1 were expected; the limit is 4; the rule holds"),
        ("near-repeat", Of(new NearRepeatRule(3, 200, 7)), "8240", Day, Day.AddDays(1), "4 reports in 8 days; the limit is 3; the rule holds"),
        ("seasonal", Of(Three with { WithinDays = 14 }) with { Season = Season.Of(["efterårsferie"]) }, "8240", Day.AddDays(4), Day.AddDays(5), "4 reports, the limit is 3"),
        ("pooled-windows", Of(new PooledRule(0.01, 3)), "8240", Day, Day.AddDays(60), "the chance of luck is 0"),
        ("all-of", Of(new RuleSet(All: true, [Three, new RatioRule(4, 14, 1)])), "8240", Day, Day.AddDays(20), "the rule holds"),
    ];

    private static IEnumerable<string> KindNames => Kinds.Select(kind => kind.Kind);

    [TestCaseSource(nameof(KindNames))]
    public void An_example_is_asked_of_the_rule_whatever_its_kind(string kind)
    {
        var (_, criterion, area, holds, holdsNot, told) = Kinds.Single(one => one.Kind == kind);

        Assert.That(Run(criterion, (area, holds, true), (area, holdsNot, false)).Failed, Is.Empty);
        var failed = Run(criterion, (area, holds, false), (area, holdsNot, true)).Failed;
        Assert.That(failed.Select(problem => problem.Number), Is.EqualTo([3016, 3016]));
        Assert.That(failed[0].English, Does.StartWith($"The example {area} {holds:yyyy-MM-dd} (burst) does not hold: ").And.Contain(told));
        Assert.That(failed[1].English, kind == "seasonal" ? Does.Contain("4 reports, the limit is 3; the day lies outside the season (the autumn holiday)") : Does.Not.Contain("season"));
    }

    [Test]
    public void A_failed_example_names_the_counts_in_both_languages()
    {
        var failed = Run(Of(Three with { AtLeastByArea = new Dictionary<string, int> { ["8270"] = 4 } }), ("8270", Day, true)).Failed.Single();

        Assert.That(failed.English, Is.EqualTo("The example 8270 2020-10-14 (burst) does not hold: 1 reports, the limit is 4."));
        Assert.That(failed.Danish, Is.EqualTo("Eksemplet 8270 2020-10-14 (burst) holder ikke: 1 anmeldelser, grænsen er 4."));
    }

    [Test]
    public void Outside_its_season_the_day_is_said_to_lie_outside() =>
        Assert.That(Run(Of(Three) with { Season = Season.Of(["uge 50"]) }, ("8240", Day, true)).Failed.Single().Danish, Does.Contain("5 anmeldelser, grænsen er 3; dagen ligger uden for sæsonen (uge 50)"));

    [Test]
    public void The_rule_is_asked_alone_without_the_fewest_reports_and_the_days_before() =>
        Assert.That(Run(Of(Three) with { MinimumReports = 20, HoldForDays = 9 }, ("8240", Day, true)).Failed, Is.Empty);

    [Test]
    public void It_is_asked_with_what_was_known_then_in_whatever_order_the_days_are_written() =>
        // One of the five was withdrawn two days later, and one of the seven days is then over.
        Assert.That(Run(Of(Three with { AtLeast = 5 }), ("8240", Day.AddDays(2), false), ("8240", Day, true), ("8240", Day.AddDays(-1), false)).Failed, Is.Empty);

    [Test]
    public void A_day_without_data_is_not_judged_so_nothing_holds_on_it()
    {
        var input = Input(Of(Three), ("8240", Day, true), ("8240", Day.AddDays(1), false)) with { DaysWithData = new HashSet<DateOnly> { Day.AddDays(-1) } };

        Assert.That(CheckExamples.Run(input, CancellationToken.None).Failed.Select(problem => problem.Number), Is.EqualTo([3052]));
    }

    [Test]
    public void An_area_that_is_not_there_is_a_problem() =>
        Assert.That(Run(Of(Three), ("8999", Day, false)).Failed.Single().Number, Is.EqualTo(3051));

    [Test]
    public void An_example_before_or_after_all_reports_says_nothing_and_that_is_told()
    {
        var found = Run(Of(Three), ("8240", new DateOnly(2010, 1, 1), false), ("8240", new DateOnly(2030, 1, 1), false), ("8240", Day, true));

        Assert.That((found.Tried, found.Failed.Count), Is.EqualTo((3, 0)));
        Assert.That(found.Notices.Select(problem => problem.Number), Is.EqualTo([3053, 3053]));
        Assert.That(Run(Of(Three), ("8240", new DateOnly(2030, 1, 1), true)).Failed.Single().Number, Is.EqualTo(3016), "with no report it does not hold");
    }

    [Test]
    public void An_example_of_an_unknown_criterion_is_left_to_the_check()
    {
        var input = Input(Of(Three));
        input = input with { Agreement = input.Agreement with { Examples = [new Example("8240", Day, "wave", true)] } };

        Assert.That(CheckExamples.Run(input, CancellationToken.None), Is.EqualTo(ExamplesChecked.None).Using<ExamplesChecked>((one, other) => one.Tried == other.Tried && one.Failed.Count == other.Failed.Count));
    }

    /// <summary>What an example says of a day is what a backtest finds of it, for every day.</summary>
    [TestCaseSource(nameof(KindNames))]
    public void Every_day_comes_out_as_in_the_backtest(string kind)
    {
        var criterion = Kinds.Single(one => one.Kind == kind).Criterion;
        var days = Enumerable.Range(-20, 60).Select(Day.AddDays).ToList();
        var input = Input(criterion) with { From = days[0], To = days[^1] };
        var alarms = BacktestRun.Run(input, null, CancellationToken.None).Alarms.Select(alarm => (alarm.Area, alarm.Day)).ToHashSet();

        var examples = from area in Areas from day in days select new Example(area.Code, day, "burst", alarms.Contains((area.Code, day)));
        Assert.That(CheckExamples.Run(input with { Agreement = input.Agreement with { Examples = [.. examples] } }, CancellationToken.None).Failed, Is.Empty);
        Assert.That(alarms, Is.Not.Empty, "or nothing is compared");
    }

    private static Criterion Of(Rule rule) => new("burst", "burglary", CriterionLevel.Activate, rule);

    private static ExamplesChecked Run(Criterion criterion, params (string Area, DateOnly Day, bool Holds)[] examples) => CheckExamples.Run(Input(criterion, examples), CancellationToken.None);

    private static BacktestInput Input(Criterion criterion, params (string Area, DateOnly Day, bool Holds)[] examples) => new(
        Agreed.Whole with { Criteria = [criterion], Examples = [.. examples.Select(one => new Example(one.Area, one.Day, "burst", one.Holds))] },
        Areas, [.. Log()], null, Day, Day)
    { Calendar = Calendar };

    /// <summary>Six years with one report a fortnight in the first area; then five in the week of the day, four of them near one another, of which one is withdrawn later.</summary>
    private static IEnumerable<LoggedReport> Log()
    {
        var number = 0;
        for (var day = Day.AddDays(-14 * 150); day < Day.AddDays(-13); day = day.AddDays(14))
            yield return Report(day, 5000 + 400 * (number % 9), 0);
        var (first, last) = (number, Day.AddDays(-4));
        for (var one = 0; one < 4; one++)
            yield return Report(Day.AddDays(one - 3), 1000 + 30 * one, 0);
        yield return Report(last, 9000, 0);
        yield return Report(Day, 20_000, 1);
        yield return new LoggedReport(first, $"N-{first:D5}", 2, true, Day.AddDays(2), "1320", false, Day.AddDays(-3), null, null, 1000, 0, [0]);

        LoggedReport Report(DateOnly day, double x, int area) => new(number, $"N-{number++:D5}", 1, false, day, "1320", false, day, null, null, x, 0, [area]);
    }
}
