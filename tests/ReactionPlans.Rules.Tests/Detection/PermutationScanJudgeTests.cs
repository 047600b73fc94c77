using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Tests.Agreements;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>The scan of a whole district as a rule: what it says of each area is what the detector says of all reports, with every random order drawn.</summary>
public sealed class PermutationScanJudgeTests
{
    private const int Areas = 4;
    private const int JudgedDays = 40;
    private const double SideMetres = 3000;

    private static readonly DateOnly First = new(2024, 2, 1);
    private static readonly Offence Burglary = new("burglary", ["1320"], Attempts: true);
    private static readonly JudgedArea[] Judged = [.. Enumerable.Range(0, Areas).Select(area => new JudgedArea($"{area}", SideMetres * SideMetres))];

    /// <summary>What the detector finds on each judged day: the same however rare a cluster is asked for, and by far the longest part of the work.</summary>
    private static readonly Lazy<List<(SpaceTimeCluster Cluster, IReadOnlyList<int> Areas, IReadOnlyList<int> Members)>[]> FoundPlainly = new(() =>
    {
        var rule = new PermutationScanRule(365, 3, 500, 21);
        var (_, district) = Over(rule, Invented(waves: 4, seed: 1));
        return [.. Enumerable.Range(0, JudgedDays).Select(First.AddDays).Select(day =>
        {
            district.Known.AdvanceTo(day);
            return Plainly(rule, district.Known, day);
        })];
    });

    [TestCase(365)]
    [TestCase(100)]
    [TestCase(20)]
    [TestCase(1000)]
    public void It_holds_where_the_detector_finds_a_cluster_so_rare_with_a_new_report_in_it(double recurrenceDays)
    {
        var rule = new PermutationScanRule(recurrenceDays, 3, 500, 21);
        var (judge, district) = Over(rule, Invented(waves: 4, seed: 1));
        var (held, near) = (0, 0);
        for (var day = First; day < First.AddDays(JudgedDays); day = day.AddDays(1))
        {
            district.Known.AdvanceTo(day);
            judge.Begin(day);
            var all = FoundPlainly.Value[day.DayNumber - First.DayNumber];
            for (var area = 0; area < Areas; area++)
            {
                var strongest = all.FirstOrDefault(cluster => cluster.Areas.Contains(area));
                var answer = judge.Judge(area, day);
                Assert.That(answer.Holds, Is.EqualTo(strongest.Cluster is not null && strongest.Cluster.RecurrenceDays >= recurrenceDays - 1e-6), $"{day:O}, area {area}");
                near += strongest.Cluster is not null && !answer.Holds ? 1 : 0;
                if (!answer.Holds)
                    continue;
                held++;
                Assert.That((answer.Seen, answer.Expected, answer.Luck, answer.RadiusMetres), Is.EqualTo(((double)strongest.Cluster!.Count, strongest.Cluster.Expected, strongest.Cluster.P, strongest.Cluster.RadiusMetres)));
                Assert.That(judge.Grounds(area, day).Select(report => report.Report).Order(), Is.EqualTo(strongest.Members.Order()));
            }
        }

        Assert.That(held, Is.GreaterThan(5), "or little is compared");
        Assert.That(near, Is.GreaterThan(5), "or nothing was near enough to be stopped early");
    }

    [Test]
    public void Where_a_rarer_cluster_is_asked_for_and_found_a_commoner_one_is_found_too()
    {
        var log = Invented(waves: 4, seed: 2);
        var (activate, watch) = (Days(new PermutationScanRule(500, 3, 500, 21)), Days(new PermutationScanRule(20, 3, 500, 21)));

        Assert.That(activate, Is.Not.Empty.And.SubsetOf(watch));
        Assert.That(watch, Has.Count.GreaterThan(activate.Count));

        List<(DateOnly, int)> Days(PermutationScanRule rule)
        {
            var (judge, district) = Over(rule, log);
            return [.. from day in Enumerable.Range(0, JudgedDays).Select(First.AddDays) from area in Enumerable.Range(0, Areas) where Holds(judge, district, day, area) select (day, area)];
        }
    }

    [Test]
    public void A_cluster_over_a_border_calls_where_its_centre_lies_with_all_its_reports()
    {
        // Two on the one side of the border between areas 0 and 1, and two on the other, one of these in the middle of them all.
        LoggedReport[] wave = [Report(900, First, 2960, 0), Report(901, First, 2980, 0), Report(902, First, 3005, 1), Report(903, First, 3045, 1)];
        var (judge, district) = Over(new PermutationScanRule(365, 4, 60, 7), [.. Invented(waves: 0, seed: 3).Where(report => report.ReportedDay < First.AddDays(-10)), .. wave]);

        district.Known.AdvanceTo(First);
        judge.Begin(First);
        var answers = Enumerable.Range(0, Areas).Select(area => judge.Judge(area, First)).ToList();

        Assert.That(answers.Select(answer => answer.Holds), Is.EqualTo(new[] { false, true, false, false }));
        Assert.That((answers[1].Count, answers[1].Seen, answers[1].SeenDays), Is.EqualTo((4.0, 4.0, 1)), "two in the area itself: minimumReports asks for those of the cluster");
        Assert.That(judge.Grounds(1, First).Select(report => report.Report), Is.EqualTo(new[] { 900, 901, 902, 903 }));
        Assert.That(judge.Grounds(0, First), Is.Empty);
    }

    [Test]
    public void The_day_after_without_a_new_report_it_holds_nowhere()
    {
        LoggedReport[] wave = [.. Enumerable.Range(900, 6).Select(number => Report(number, First, 1500 + number - 900, 0))];
        var (judge, district) = Over(new PermutationScanRule(365, 3, 500, 21), [.. Invented(waves: 0, seed: 3).Where(report => report.KnownOn < First), .. wave]);

        Assert.That(Enumerable.Range(0, 3).Select(First.AddDays).Select(day => Holds(judge, district, day, area: 0)), Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public void A_district_known_for_hardly_longer_than_a_cluster_is_not_judged()
    {
        LoggedReport[] wave = [.. Enumerable.Range(900, 6).Select(number => Report(number, First, 1500 + number - 900, 0))];
        var old = Enumerable.Range(0, 40).Select(number => Report(number, First.AddDays(-number), 400 * (number % 7), number % Areas)).ToList();

        Assert.That(Called([.. old, .. wave], withinDays: 21), Is.False, "40 days of reports");
        Assert.That(Called([.. old, .. wave], withinDays: 14), Is.True);

        static bool Called(LoggedReport[] log, int withinDays)
        {
            var (judge, district) = Over(new PermutationScanRule(20, 3, 500, withinDays), log);
            return Enumerable.Range(0, Areas).Any(area => Holds(judge, district, First, area));
        }
    }

    [Test]
    public void A_cluster_in_one_area_is_one_spike_there_and_luck_alone_is_seldom_one()
    {
        var (log, from) = (SimulatedTown.Reports(seed: 5, years: 2, outbreaksPerYear: 0), SimulatedTown.First.AddYears(1));
        var wave = Enumerable.Range(0, 7).Select(number => new LoggedReport(
            log.Count + number, $"W{number}", 1, false, from.AddDays(40 + number), "1320", false, from.AddDays(40 + number), null, null, 30_000 + 700 + 10 * number, 900, [3]));
        var input = SimulatedTown.Input([.. log, .. wave], from, from.AddDays(75), SimulatedTown.Agreed("scan", new PermutationScanRule(365, 3, 1000, 28)));

        var result = BacktestRun.Run(input, null, CancellationToken.None);
        var again = BacktestRun.Run(input with { From = from.AddDays(35), To = from.AddDays(50) }, null, CancellationToken.None);

        var found = result.Spikes.Where(spike => spike.Area == "03" && spike.FiredOn >= from.AddDays(40) && spike.FiredOn <= from.AddDays(46)).ToList();
        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(result.Spikes, Has.Count.LessThan(1 + 4), "about one a year by luck in the whole town");
        Assert.That(again.Spikes.Where(spike => spike.Area == "03").Select(spike => (spike.FiredOn, spike.Expected, spike.Luck)),
            Is.EqualTo(found.Select(spike => (spike.FiredOn, spike.Expected, spike.Luck))), "whatever day one begins on");
    }

    /// <summary>Two days with one report too many in a year, and one with a report fewer: there the year before has moved on.</summary>
    [Test]
    public void With_more_reports_than_can_be_shuffled_the_criterion_is_not_judged_and_the_others_are()
    {
        const int Most = SpaceTimePermutationScan.MostBurglaries;
        // All in the one place and on one day a year ago, so that the day on which they leave the study is judged quickly.
        var log = Enumerable.Range(0, Most).Select(number => Report(number, First.AddDays(-362), 1500, 1)).ToList();
        log.AddRange(Enumerable.Range(Most, 5).Select(number => Report(number, First, 1500 + number - Most, 0)));
        log.AddRange(Enumerable.Range(Most + 5, 4).Select(number => Report(number, First.AddDays(3), 1500 + number - Most, 0)));
        var scan = new Criterion("scan", "burglary", CriterionLevel.Activate, new PermutationScanRule(20, 3, 500, 21));
        var either = scan with { Id = "either", Rule = new RuleSet(All: false, [scan.Rule, new ThresholdRule(3, new Dictionary<string, int>(), 7)]) };
        var three = scan with { Id = "three", Rule = new ThresholdRule(3, new Dictionary<string, int>(), 7) };
        var agreement = Agreed.Whole with { Criteria = [scan, either, three] };

        var result = BacktestRun.Run(new BacktestInput(agreement, Judged, log, null, First, First.AddDays(4)), null, CancellationToken.None);

        Assert.That(result.NotJudged.Select(one => (one.Criterion, one.Days, one.First.Number)), Is.EqualTo(new[] { ("scan", 3, 7024), ("either", 3, 7024) }));
        Assert.That(result.NotJudged[0].First.Danish, Does.Contain("100005 anmeldelser").And.Contain("højst regnes på 100000"));
        Assert.That(result.Alarms.Where(alarm => alarm.Criterion == "three").Select(alarm => alarm.Day), Is.EqualTo(Enumerable.Range(0, 5).Select(First.AddDays)), "judged as ever");
        Assert.That(result.Alarms.Where(alarm => alarm.Criterion != "three" && alarm.Day < First.AddDays(3)), Is.Empty);
        Assert.That(result.Alarms.Where(alarm => alarm.Criterion == "either").Select(alarm => alarm.Day), Is.EqualTo(new[] { First.AddDays(3), First.AddDays(4) }));
    }

    /// <summary>As on a day without data: what has fired stands, and no clear day is counted.</summary>
    [Test]
    public void A_spike_stands_on_days_on_which_the_criterion_is_not_judged()
    {
        var fired = new CriterionState(Phase.Fired, First.AddDays(-1), 5, 1, null, false);
        var log = Enumerable.Range(0, SpaceTimePermutationScan.MostBurglaries + 1).Select(number => Report(number, First.AddDays(-100), 1500, 1)).ToList();
        var district = new KnownDistrict(new KnownReports(log, Burglary, Areas), Judged);
        var run = new CriterionRun(new Criterion("scan", "burglary", CriterionLevel.Activate, new PermutationScanRule(20, 3, 500, 21)), district, [fired, fired, fired, fired]);
        run.Known.AdvanceTo(First);

        Assert.That(run.Judge(First, dayIsOver: true), Is.Empty);
        Assert.That(run.WhyNotJudged!.Number, Is.EqualTo(7024));
        Assert.That(run.Rise().IsWide, Is.False, "nobody is told of a rise that was not looked for");
        Assert.That(run.Answer(0, First).Holds, Is.False);
    }

    private static bool Holds(RuleJudge judge, KnownDistrict district, DateOnly day, int area)
    {
        if (district.Known.Day != day)
        {
            district.Known.AdvanceTo(day);
            judge.Begin(day);
        }

        return judge.Judge(area, day).Holds;
    }

    private static (RuleJudge Judge, KnownDistrict District) Over(PermutationScanRule rule, IReadOnlyCollection<LoggedReport> log)
    {
        var district = new KnownDistrict(new KnownReports(log, Burglary, Areas), Judged);
        return (RuleJudge.Of(rule, district), district);
    }

    /// <summary>From every current report of the last year, with all random orders; strongest first, those with a new report in them.</summary>
    private static List<(SpaceTimeCluster Cluster, IReadOnlyList<int> Areas, IReadOnlyList<int> Members)> Plainly(PermutationScanRule rule, KnownReports known, DateOnly day)
    {
        var reports = Enumerable.Range(0, Areas).SelectMany(area => known[area].Reports).Where(report => report.ReportedDay > day.AddDays(-365) && report.ReportedDay <= day)
            .DistinctBy(report => report.Report).OrderBy(report => report.Report).ToList();
        var places = reports.Select(report => report.Place).Distinct().ToList();
        var clusters = SpaceTimePermutationScan.Run(
            places.ToArray(), reports.Select(report => new ScanCase(places.IndexOf(report.Place), report.ReportedDay)).ToArray(), day.AddDays(-364), day, rule.ParametersOn(day));
        return [.. clusters.Where(cluster => cluster.Members.Any(number => known.FirstKnownOn(reports[number].Report) == day))
            .Select(cluster => (cluster, reports.First(report => report.Place == places[cluster.Centre]).Areas, (IReadOnlyList<int>)[.. cluster.Members.Select(number => reports[number].Report)]))];
    }

    /// <summary>Burglaries spread over four squares beside one another for 400 days and more, and waves in the first days of the judged ones; some known late, some in two areas, some taken back.</summary>
    private static List<LoggedReport> Invented(int waves, int seed)
    {
        var random = new Random(seed);
        var log = new List<LoggedReport>();
        for (var day = First.AddDays(-400); day < First.AddDays(JudgedDays); day = day.AddDays(1))
        {
            for (var one = random.Next(5); one > 0; one--)
                Add(day, random.Next(Areas), SideMetres * random.NextDouble(), SideMetres * random.NextDouble());
        }

        for (var wave = 0; wave < waves; wave++)
        {
            var (begins, area, x, y) = (First.AddDays(9 * wave + 2), random.Next(Areas), SideMetres * random.NextDouble(), SideMetres * random.NextDouble());
            for (var one = 0; one < 9; one++)
                Add(begins.AddDays(random.Next(8)), area, x + 150 * random.NextDouble(), y + 150 * random.NextDouble());
        }

        return log;

        void Add(DateOnly day, int area, double x, double y)
        {
            var number = log.Count == 0 ? 0 : log[^1].Report + 1;
            var report = Report(number, day, 0, area) with { KnownOn = day.AddDays(random.Next(4) == 0 ? random.Next(5) : 0), EastingMetres = SideMetres * area + x, NorthingMetres = y };
            log.Add(random.Next(9) == 0 && area < Areas - 1 ? report with { Areas = [area, area + 1] } : report);
            if (random.Next(8) == 0)
                log.Add(report with { Revision = 2, KnownOn = report.KnownOn.AddDays(1 + random.Next(5)), Withdrawn = random.Next(2) == 0 });
        }
    }

    private static LoggedReport Report(int number, DateOnly day, double x, int area) =>
        new(number, $"N-{number:D5}", 1, false, day, "1320", false, day, null, null, x, 1500, [area]);
}
