using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary><see cref="SpaceTimePermutationScan"/> of the whole district, every night; each area is told of the strongest cluster whose centre lies in it.</summary>
internal sealed class PermutationScanJudge(PermutationScanRule rule, KnownDistrict district) : RuleJudge
{
    public override Problem? WhyNotAsked(DateOnly day) => district.Scan(rule).TooMany is { } reports
        ? Problems.ScanTooLarge.With($"{day:yyyy-MM-dd}", reports, SpaceTimePermutationScan.MostBurglaries) : null;

    public override RuleAnswer Explain(int area, DateOnly day)
    {
        var count = district.Known[area].CountReported(day.AddDays(1 - rule.WithinDays), day);
        if (district.Scan(rule).CentredIn(area) is not { } cluster)
            return RuleAnswer.Of(false, count);

        var holds = cluster.P <= rule.LuckAtMost;
        // A cluster over a border may have fewer reports in each area than fire: it is one cluster.
        return RuleAnswer.Of(holds, holds ? Math.Max(count, cluster.Count) : count) with
        {
            Seen = cluster.Count,
            SeenDays = cluster.LastDay.DayNumber - cluster.FirstDay.DayNumber + 1,
            Expected = cluster.Expected,
            Luck = cluster.P,
            IsNear = true,
            RadiusMetres = cluster.RadiusMetres,
            RecurrenceDays = cluster.RecurrenceDays,
        };
    }

    /// <summary>The cluster's, those beyond the area's border too.</summary>
    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => district.Scan(rule).ReportsCentredIn(area);
}

/// <summary>One day's scan of all reports of a district, and where its clusters lie.</summary>
internal sealed class DistrictScan
{
    /// <summary>By area; strongest first, so one is enough.</summary>
    private readonly SpaceTimeCluster?[] centredIn;
    private readonly List<LoggedReport> reports;

    private DistrictScan(int areas, List<LoggedReport> reports) => (centredIn, this.reports) = (new SpaceTimeCluster?[areas], reports);

    /// <summary>How many reports there are, where they are more than can be shuffled and no cluster was looked for; null: the scan was made.</summary>
    public int? TooMany { get; private init; }

    /// <summary>The strongest cluster of the day with its centre in this area and a report in it that was first known today; null: none.</summary>
    public SpaceTimeCluster? CentredIn(int area) => centredIn[area];

    /// <summary>Its reports, in order of day and report.</summary>
    public IReadOnlyList<LoggedReport> ReportsCentredIn(int area) => centredIn[area] is not { } cluster ? []
        : [.. cluster.Members.Select(number => reports[number]).OrderBy(report => report.ReportedDay).ThenBy(report => report.Report)];

    public static DistrictScan Of(PermutationScanRule rule, KnownDistrict district)
    {
        var (day, studyDays) = (district.Known.Day, district.Days(PermutationScanRule.StudyDays));
        var reports = Placed(district, day.AddDays(1 - studyDays));
        if (reports.Count > SpaceTimePermutationScan.MostBurglaries)
            return new DistrictScan(district.Areas.Count, []) { TooMany = reports.Count };
        var scan = new DistrictScan(district.Areas.Count, reports);
        var newest = Enumerable.Range(0, district.Areas.Count).SelectMany(area => district.Known.FirstKnownToday(area)).Select(report => report.Report).ToHashSet();
        // In a study hardly longer than its clusters nothing is usual; and without a new report that can be in one there is nothing to tell.
        if (studyDays < 2 * rule.WithinDays || !reports.Exists(report => newest.Contains(report.Report) && report.ReportedDay > day.AddDays(-rule.WithinDays)))
            return scan;

        var (numbers, places) = (new Dictionary<PlanePoint, int>(), new List<PlanePoint>());
        var cases = new ScanCase[reports.Count];
        for (var at = 0; at < cases.Length; at++)
        {
            if (numbers.TryAdd(reports[at].Place, places.Count))
                places.Add(reports[at].Place);
            cases[at] = new ScanCase(numbers[reports[at].Place], reports[at].ReportedDay);
        }

        foreach (var cluster in SpaceTimePermutationScan.Find(
            places.ToArray(), cases, day.AddDays(1 - studyDays), day, rule.ParametersOn(day), found => found.Members.Any(number => newest.Contains(reports[number].Report)), rule.LuckAtMost))
        {
            foreach (var area in reports.Where(report => report.Place == places[cluster.Centre]).SelectMany(report => report.Areas))
                scan.centredIn[area] ??= cluster;
        }

        return scan;
    }

    /// <summary>Each report with a place once, in order of report, so that the random orders are of the same list wherever it is made.</summary>
    private static List<LoggedReport> Placed(KnownDistrict district, DateOnly firstDay)
    {
        var reports = new SortedDictionary<int, LoggedReport>();
        for (var area = 0; area < district.Areas.Count; area++)
        {
            foreach (var report in district.Known[area].Between(firstDay, district.Known.Day))
            {
                if (!double.IsNaN(report.EastingMetres))
                    reports[report.Report] = report;
            }
        }

        return [.. reports.Values];
    }
}
