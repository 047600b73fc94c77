using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Benchmarks;

/// <summary>What the permutation scan of a district costs a night, by the reports of its year. An ordinary night shuffles until luck is seen to explain the strongest cluster; a night with a wave shuffles
/// all 999 orders.</summary>
internal static class ScanBenchmark
{
    private const int Orders = 999;
    private const int OrdinaryNights = 7;
    private const int WaveReports = 12;
    private const double SideMetres = 2000;

    private static readonly int[] AreasInAll = [10, 30, 100, 250];
    private static readonly DateOnly Last = new(2025, 1, 5);
    private static readonly PermutationScanRule Rule = new(365, 3, 1000, 28);

    public static async Task<IReadOnlyList<Comparison>> Run(Repetitions plan)
    {
        var comparisons = new List<Comparison>();
        foreach (var areas in AreasInAll.Select(plan.Of))
        {
            var district = new SimulatedDistrict(areas, Last.AddDays(-PermutationScanRule.StudyDays - OrdinaryNights), Last);
            var log = SideBySide(district);
            int[] ages = [.. log.Where(report => report.Revision == 1 && report.ReportedDay > Last.AddDays(-PermutationScanRule.StudyDays)).Select(report => Last.DayNumber - report.ReportedDay.DayNumber)];
            (string, Func<Task<double>>) raw = ($"{Orders} shuffles of the days", () => Nights(1, () => Shuffles(ages)));
            comparisons.Add(await Comparison.Measure($"permutation-scan, {ages.Length} reports a year", "nights/hour", plan, raw, () => Scan(district, log, OrdinaryNights)));
            comparisons.Add(await Comparison.Measure($"the same with a wave, {ages.Length} reports a year", "nights/hour", plan, raw, () => Scan(district, [.. log, .. Wave(log)], nights: 1)));
        }

        return comparisons;
    }

    /// <summary>The areas of the district in a square, where each report has a place of its own.</summary>
    private static List<LoggedReport> SideBySide(SimulatedDistrict district)
    {
        var across = (int)Math.Ceiling(Math.Sqrt(district.Areas.Count));
        return [.. district.Log.Select(report => report with
        {
            EastingMetres = report.EastingMetres + SideMetres * (report.Areas[0] % across),
            NorthingMetres = report.NorthingMetres + SideMetres * (report.Areas[0] / across),
        })];
    }

    private static IEnumerable<LoggedReport> Wave(List<LoggedReport> log) => Enumerable.Range(1, WaveReports).Select(one => log[0] with
    {
        Report = log[^1].Report + one,
        Reference = $"W-{one}",
        Withdrawn = false,
        ReportedDay = Last,
        KnownOn = Last,
        EastingMetres = 1000 + one,
    });

    private static Task<double> Scan(SimulatedDistrict district, IReadOnlyCollection<LoggedReport> log, int nights)
    {
        var known = new KnownDistrict(new KnownReports(log, new Offence("burglary", ["1320"], Attempts: true), district.Areas.Count), district.Areas);
        var judge = RuleJudge.Of(Rule, known);
        var taken = TimeSpan.Zero;
        for (var day = Last.AddDays(1 - nights); day <= Last; day = day.AddDays(1))
        {
            known.Known.AdvanceTo(day);
            var before = Environment.CpuUsage.TotalTime;
            judge.Begin(day);
            for (var area = 0; area < district.Areas.Count; area++)
                judge.Judge(area, day);
            taken += Environment.CpuUsage.TotalTime - before;
        }

        return Task.FromResult(3600 * nights / taken.TotalSeconds);
    }

    private static void Shuffles(int[] ages)
    {
        var random = new Random(1);
        for (var order = 0; order < Orders; order++)
            random.Shuffle(ages);
    }

    private static Task<double> Nights(int nights, Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return Task.FromResult(3600 * nights / (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }
}
