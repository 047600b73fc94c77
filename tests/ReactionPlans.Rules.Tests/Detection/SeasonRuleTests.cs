using System.Globalization;
using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Tests.Agreements;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>A criterion that follows the calendar: when it holds, that it fires once for each area and year, and that no report and no silence moves it.</summary>
public sealed class SeasonRuleTests
{
    private static readonly DateOnly First = new(2014, 3, 5), Last = new(2044, 3, 5);

    private static readonly JudgedArea[] Areas = [new("8240", 4e6), new("8270", 4e6)];

    [TestCase(42, 14, 2026, "2026-09-28", "2026-10-12", "2026-10-18")]
    [TestCase(42, 0, 2026, "2026-10-12", "2026-10-12", "2026-10-18")]
    [TestCase(1, 14, 2026, "2025-12-15", "2025-12-29", "2026-01-04", Description = "week 1 begins in the year before")]
    [TestCase(1, 0, 2027, "2027-01-04", "2027-01-04", "2027-01-10")]
    [TestCase(53, 7, 2026, "2026-12-21", "2026-12-28", "2027-01-03", Description = "and week 53 ends in the year after")]
    [TestCase(8, 60, 2028, "2027-12-23", "2028-02-21", "2028-02-27")]
    public void A_season_begins_before_its_week_and_ends_with_its_Sunday(int week, int daysBefore, int year, string first, string monday, string last)
    {
        var season = new SeasonRule(week, daysBefore).OfYear(year)!;

        Assert.That((Written(season.First), Written(season.Monday), Written(season.Last)), Is.EqualTo((first, monday, last)));
        Assert.That(new SeasonRule(week, daysBefore).Days, Is.EqualTo(season.Last.DayNumber - season.First.DayNumber + 1));
    }

    [Test]
    public void A_year_without_a_week_53_has_none() =>
        Assert.That(Enumerable.Range(2015, 20).Where(year => new SeasonRule(53, 14).OfYear(year) is not null), Is.EqualTo([2015, 2020, 2026, 2032]));

    [TestCase(42, "2026-10-18", "2026-09-28", Description = "the one it lies in")]
    [TestCase(42, "2026-10-19", "2027-10-04")]
    [TestCase(53, "2027-01-04", "2032-12-13", Description = "not before 2032")]
    [TestCase(1, "2026-12-31", "2026-12-21")]
    public void The_next_season_is_found_from_any_day(int week, string day, string first) =>
        Assert.That(Written(new SeasonRule(week, 14).NextFrom(DateOnly.Parse(day, CultureInfo.InvariantCulture))!.First), Is.EqualTo(first));

    /// <summary>Told another way: the day lies in the week, or the week's Monday comes within so many days.</summary>
    [Test]
    public void Every_day_of_thirty_years_lies_in_it_or_not_as_the_weeks_of_the_calendar_say()
    {
        foreach (var week in Enumerable.Range(1, SeasonRule.LastWeek))
            foreach (var daysBefore in new[] { 0, 1, 14, SeasonRule.MostDaysBefore })
            {
                var rule = new SeasonRule(week, daysBefore);
                DateOnly? monday = null; // the next one of the week, from the last day back
                for (var day = Last.AddDays(100); day >= First; day = day.AddDays(-1))
                {
                    var isInWeek = ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)) == week;
                    if (isInWeek && day.DayOfWeek == DayOfWeek.Monday)
                        monday = day;
                    if (day > Last)
                        continue;
                    var holds = isInWeek || monday?.DayNumber - day.DayNumber <= daysBefore;
                    if (rule.On(day) is not null != holds)
                        Assert.Fail($"{rule} on {day:yyyy-MM-dd}");
                }
            }
    }

    /// <summary>Thirty years, those of 53 weeks among them, with and without reports, and without one day of data.</summary>
    [Test]
    public void It_fires_once_in_each_area_and_year_on_its_first_day_and_ends_with_its_Sunday(
        [Values(1, 2, 8, 27, 42, 47, 52, 53)] int week, [Values(0, 1, 14, SeasonRule.MostDaysBefore)] int daysBefore, [Values] bool hasData, [Values] bool hasReports)
    {
        var rule = new SeasonRule(week, daysBefore);

        var spikes = BacktestRun.Run(Input(rule, hasData, hasReports), null, CancellationToken.None).Spikes;

        var expected = from year in Enumerable.Range(First.Year - 1, Last.Year - First.Year + 3)
                       let season = rule.OfYear(year)
                       where season is not null && season.Last >= First && season.First <= Last
                       from area in Areas
                       select (area.Code, season.First < First ? First : season.First, season.Last > Last ? (DateOnly?)null : season.Last);
        Assert.That(spikes.Select(spike => (spike.Area, spike.FiredOn, spike.EndedOn)), Is.EquivalentTo(expected));
        Assert.That(spikes.Select(spike => spike.Count), Is.All.Zero, "whatever was reported");
    }

    /// <summary>The day so far may be judged any number of times, as areas change; some days are not judged at all until they are over.</summary>
    [Test]
    public void It_fires_once_however_often_the_day_is_judged([Range(1, 20)] int seed)
    {
        var dice = new Random(seed);
        var rule = new SeasonRule(1 + dice.Next(SeasonRule.LastWeek), dice.Next(SeasonRule.MostDaysBefore + 1));
        var criterion = Of(rule);
        var (state, fired, changes) = (CriterionState.Calm, new List<DateOnly>(), new HashSet<Change>());
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            for (var times = dice.Next(4); times > 0; times--)
                Judge(day, dayIsOver: false);
            Judge(day, dayIsOver: true);
        }

        Assert.That(fired.GroupBy(day => rule.On(day)!.Monday).Where(season => season.Count() > 1), Is.Empty);
        Assert.That(fired, Has.Count.GreaterThan(rule.Week == 53 ? 3 : 28));
        Assert.That(changes, Is.EquivalentTo([Change.None, Change.Fired, Change.Cleared]), "nothing rises on, and nothing is taken back");

        void Judge(DateOnly day, bool dayIsOver)
        {
            var season = rule.On(day);
            var step = CriterionState.Advance(state, new DayFacts(day, 0, season is not null, true, season is null || day == season.Last, IsGap: false, dayIsOver), criterion);
            changes.Add(step.Change);
            if (step.Change == Change.Fired)
                fired.Add(day);
            state = step.State;
        }
    }

    [Test]
    public void A_rise_takes_over_from_its_plan_and_a_season_joins_the_plan_of_a_rise()
    {
        var rise = new Criterion("rise", "burglary", CriterionLevel.Activate, new ThresholdRule(3, new Dictionary<string, int>(), 7));
        var input = Input(new SeasonRule(42, 14), hasData: true, hasReports: true) with { From = new DateOnly(2026, 9, 1), To = new DateOnly(2026, 12, 1) };
        (DateOnly Day, int Area)[] reports = [(new DateOnly(2026, 10, 1), 0), (new DateOnly(2026, 9, 20), 1)];
        input = input with
        {
            Agreement = input.Agreement with { Criteria = [.. input.Agreement.Criteria, rise] },
            Log = [.. reports.SelectMany(at => Enumerable.Range(0, 3), (at, _) => at).Select((at, number) => Report(number, at.Day, at.Area))],
        };

        var plans = BacktestRun.Run(input, null, CancellationToken.None).Activations;

        Assert.That(plans.Where(plan => plan.Area == "8240").Select(plan => (plan.Criterion, plan.FiredOn, plan.EndedOn, plan.IsByCalendar)), Is.EqualTo(new[]
        {
            ("autumn", new DateOnly(2026, 9, 28), (DateOnly?)new DateOnly(2026, 10, 1), true),
            ("rise", new DateOnly(2026, 10, 1), plans.Single(plan => plan is { Area: "8240", Criterion: "rise" }).EndedOn, false),
        }));
        Assert.That(plans.Single(plan => plan.Area == "8270"), Has.Property("Criterion").EqualTo("rise").And.Property("Joined").EqualTo(new[] { "autumn" }));
    }

    [Test]
    public void What_the_calendar_calls_is_no_false_alarm()
    {
        var input = Input(new SeasonRule(42, 14), hasData: true, hasReports: true) with { From = new DateOnly(2025, 1, 1), To = new DateOnly(2026, 12, 31) };

        var alarms = FalseAlarms.Estimate(input, 2, seed: 1, null, CancellationToken.None);

        Assert.That((alarms.Criteria["autumn"].PerYear, alarms.Activations.PerYear), Is.EqualTo((0.0, 0.0)));
        Assert.That(BacktestRun.Run(input, null, CancellationToken.None).Alarms, Is.Empty, "no rule over reports held");
    }

    [Test]
    public void An_example_of_it_is_a_day_of_the_calendar_with_or_without_data()
    {
        var input = Input(new SeasonRule(42, 14), hasData: false, hasReports: false);
        input = input with { Agreement = input.Agreement with { Examples = [Example("2026-09-27", false), Example("2026-09-28", true), Example("2026-10-18", true), Example("2026-10-19", false)] } };

        var tried = CheckExamples.Run(input, CancellationToken.None);

        Assert.That((tried.Tried, tried.Failed.Count, tried.Notices.Count), Is.EqualTo((4, 0, 0)));
        input = input with { Agreement = input.Agreement with { Examples = [Example("2026-10-19", true)] } };
        Assert.That(CheckExamples.Run(input, CancellationToken.None).Failed.Single().Danish, Does.Contain("kalenderen afgør det: 14 dage før uge 42"));
    }

    [TestCase(42, 2026, "efterårsferie")]
    [TestCase(52, 2026, "jul")]
    [TestCase(51, 2027, "jul", Description = "week 52 of 2027 begins after Christmas Eve")]
    [TestCase(52, 2027, null)]
    [TestCase(14, 2026, "påske")]
    [TestCase(29, 2026, "sommerferie")]
    [TestCase(47, 2026, null)]
    public void The_holiday_in_the_week_is_the_calendars_own(int week, int year, string? holiday) =>
        Assert.That(new SeasonRule(week, 0).OfYear(year)!.Holiday()?.Danish, Is.EqualTo(holiday));

    [TestCase(42, 14, 43, 7, true)]
    [TestCase(42, 14, 43, 0, false)]
    [TestCase(52, 0, 1, 7, true, Description = "over the turn of the year")]
    [TestCase(53, 0, 1, 0, false)]
    [TestCase(52, 0, 1, 0, false)]
    [TestCase(53, 0, 1, 3, true)]
    [TestCase(7, 14, 42, 60, false)]
    public void Two_seasons_overlap_when_they_have_a_day_in_common_in_some_year(int week, int daysBefore, int otherWeek, int otherDaysBefore, bool overlap)
    {
        var (one, other) = (new SeasonRule(week, daysBefore), new SeasonRule(otherWeek, otherDaysBefore));

        Assert.That((one.Overlaps(other), other.Overlaps(one)), Is.EqualTo((overlap, overlap)));
    }

    private static Example Example(string day, bool holds) => new("8240", DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), "autumn", holds);

    private static Criterion Of(Rule rule) => new("autumn", "burglary", CriterionLevel.Activate, rule, 0, 0, SeasonRule.ClearAfterDays, 0);

    private static BacktestInput Input(SeasonRule rule, bool hasData, bool hasReports) => new(
        Agreed.Whole with { Criteria = [Of(rule)], Examples = [] }, Areas,
        hasReports ? [.. Enumerable.Range(0, 400).Select(number => Report(number, First.AddDays(27 * number), number % 2))] : [],
        hasData ? null : new HashSet<DateOnly>(), First, Last);

    private static LoggedReport Report(int number, DateOnly day, int area) =>
        new(number, $"N-{number:D5}", 1, false, day, "1320", false, day, null, null, 1000 + number, 0, [area]);

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
