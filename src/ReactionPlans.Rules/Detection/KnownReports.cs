using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>The reports of one kind of offence as they were known at the end of a day, moved forward from day to day: of each report the highest revision known
/// by then, unless it is withdrawn, of another offence, or an attempt where attempts do not count.</summary>
public sealed class KnownReports
{
    private readonly LoggedReport[] log;
    private readonly Offence offence;
    private readonly LoggedReport?[] current;
    private readonly DateOnly[] firstKnownOn;
    private readonly AreaHistory[] areas;
    private readonly Dictionary<int, List<LoggedReport>> firstKnownToday = [];
    private int applied;

    /// <param name="log">Every revision, in any order.</param>
    /// <param name="areaCount">Areas are numbered from 0 to one less than this.</param>
    /// <param name="since">The first day by which anything is known to have been reported, where the log holds only the latest of it; null: the log's own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A report lies in an area that is not among them.</exception>
    public KnownReports(IReadOnlyCollection<LoggedReport> log, Offence offence, int areaCount, DateOnly? since = null)
    {
        Since = since ?? DateOnly.MaxValue;
        this.log = [.. log.OrderBy(revision => revision.KnownOn).ThenBy(revision => revision.Report).ThenBy(revision => revision.Revision)];
        this.offence = offence;
        var reports = log.Count == 0 ? 0 : log.Max(revision => revision.Report) + 1;
        current = new LoggedReport?[reports];
        firstKnownOn = new DateOnly[reports];
        var (first, last) = log.Count == 0 ? (default, default) : (log.Min(revision => revision.ReportedDay), log.Max(revision => revision.ReportedDay));
        areas = [.. Enumerable.Range(0, areaCount).Select(_ => new AreaHistory(first, last))];
        foreach (var area in log.SelectMany(revision => revision.Areas))
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(area, areaCount, nameof(log));
    }

    /// <summary>The day at whose end this is known.</summary>
    public DateOnly Day { get; private set; } = DateOnly.MinValue;

    /// <summary>The first day by which anything is known to have been reported: counts before it are not zero, they are not known.</summary>
    public DateOnly Since { get; private set; }

    public AreaHistory this[int area] => areas[area];

    /// <summary>Takes in what became known up to the end of <paramref name="day"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before one already reached: what is known is not forgotten.</exception>
    public void AdvanceTo(DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, Day);
        Day = day;
        firstKnownToday.Clear();
        for (; applied < log.Length && log[applied].KnownOn <= day; applied++)
            Apply(log[applied]);
        // Back through the revisions of this day: a report is new where its first one is among them, in the area that its newest one says.
        for (var at = applied - 1; at >= 0 && log[at].KnownOn == day; at--)
            Welcome(log[at]);
    }

    /// <summary>The reports that count in an area and of which nothing was known before this day, in order of report.</summary>
    public IReadOnlyList<LoggedReport> FirstKnownToday(int area) => firstKnownToday.TryGetValue(area, out var reports) ? reports : [];

    /// <summary>The day on which anything was first known of a report.</summary>
    /// <param name="report">The number of a report of which something is known.</param>
    public DateOnly FirstKnownOn(int report) => firstKnownOn[report];

    private void Welcome(LoggedReport revision)
    {
        if (firstKnownOn[revision.Report] != Day || !ReferenceEquals(current[revision.Report], revision) || !Counts(revision))
            return;
        foreach (var area in revision.Areas)
        {
            if (!firstKnownToday.TryGetValue(area, out var reports))
                firstKnownToday[area] = reports = [];
            reports.Insert(0, revision);
        }
    }

    private void Apply(LoggedReport revision)
    {
        var before = current[revision.Report];
        if (before is null)
            firstKnownOn[revision.Report] = revision.KnownOn;
        else if (before.Revision >= revision.Revision)
            return; // a lower revision that arrives late changes nothing
        else if (Counts(before))
            foreach (var area in before.Areas)
                areas[area].Remove(before);

        Since = revision.ReportedDay < Since ? revision.ReportedDay : Since;
        current[revision.Report] = revision;
        if (Counts(revision))
            foreach (var area in revision.Areas)
                areas[area].Add(revision);
    }

    private bool Counts(LoggedReport revision) =>
        !revision.Withdrawn && offence.Codes.Contains(revision.Offence) && (offence.Attempts || !revision.Attempt);
}
