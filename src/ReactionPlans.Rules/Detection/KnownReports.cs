using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>The reports of one kind of offence as they were known at the end of a day, moved forward from day to day: of each report the highest revision known
/// by then, unless it is withdrawn, of another offence, an attempt where attempts do not count, or reported too late where only timely ones do.</summary>
public sealed class KnownReports
{
    private readonly LoggedReport[] log;
    private readonly Offence offence;
    private readonly int? maximumDelayDays;
    private readonly LoggedReport?[] current;
    private readonly DateOnly[] firstKnownOn;
    private readonly AreaHistory[] areas;
    private readonly DayCounts counts;
    private readonly DayCounts all;
    private readonly List<LoggedReport>[] firstKnownToday;
    private readonly List<int> areasWithNews = [];
    private int applied;

    /// <param name="log">Every revision, in any order.</param>
    /// <param name="areaCount">Areas are numbered from 0 to one less than this.</param>
    /// <param name="since">The first day by which anything is known to have been reported, where the log holds only the latest of it; null: the log's own.</param>
    /// <param name="maximumDelayDays">Days after it happened, by which a report must have come in to count (<see cref="Criterion.MaximumReportingDelayDays"/>); null: however late.</param>
    /// <exception cref="ArgumentOutOfRangeException">A report lies in an area that is not among them.</exception>
    public KnownReports(IReadOnlyCollection<LoggedReport> log, Offence offence, int areaCount, DateOnly? since = null, int? maximumDelayDays = null)
    {
        this.maximumDelayDays = maximumDelayDays;
        Since = since ?? DateOnly.MaxValue;
        this.log = InOrder(log);
        this.offence = offence;
        var (reports, first, last) = (0, DateOnly.MaxValue, DateOnly.MinValue);
        foreach (var revision in this.log)
        {
            reports = Math.Max(reports, revision.Report + 1);
            first = revision.ReportedDay < first ? revision.ReportedDay : first;
            last = revision.ReportedDay > last ? revision.ReportedDay : last;
            for (var at = 0; at < revision.Areas.Count; at++)
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(revision.Areas[at], areaCount, nameof(log));
        }

        if (reports == 0)
            (first, last) = (default, default);
        current = new LoggedReport?[reports];
        firstKnownOn = new DateOnly[reports];
        (counts, all) = (new DayCounts(first, last, areaCount), new DayCounts(first, last, areas: 1));
        areas = [.. Enumerable.Range(0, areaCount).Select(area => new AreaHistory(counts, area))];
        firstKnownToday = [.. areas.Select(_ => new List<LoggedReport>())];
    }

    /// <summary>The day at whose end this is known.</summary>
    public DateOnly Day { get; private set; } = DateOnly.MinValue;

    /// <summary>The first day by which anything is known to have been reported: counts before it are not zero, they are not known.</summary>
    public DateOnly Since { get; private set; }

    public AreaHistory this[int area] => areas[area];

    /// <summary>Whole reports of all areas together, one number for each of the days up to and including <paramref name="last"/>; a report in two areas counts
    /// in both.</summary>
    public void CopyCounts(DateOnly last, Span<long> into) => all.CopyTo(0, last, into);

    /// <summary>Whole reports of each area by reported day, from one day to another, both included.</summary>
    /// <param name="first">Not after <paramref name="last"/>.</param>
    /// <param name="into">One number for each area.</param>
    public void CopyCounts(DateOnly first, DateOnly last, Span<int> into)
    {
        into.Clear();
        AddCounts(first, last, into);
    }

    /// <summary>The same, added to what is there.</summary>
    /// <inheritdoc cref="CopyCounts(DateOnly, DateOnly, Span{int})"/>
    public void AddCounts(DateOnly first, DateOnly last, Span<int> into) => counts.AddBetween(first, last, into);

    /// <summary>Takes in what became known up to the end of <paramref name="day"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before one already reached: what is known is not forgotten.</exception>
    public void AdvanceTo(DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, Day);
        Day = day;
        foreach (var area in areasWithNews)
            firstKnownToday[area].Clear();
        areasWithNews.Clear();
        for (; applied < log.Length && log[applied].KnownOn <= day; applied++)
            Apply(log[applied]);
        counts.Settle();
        all.Settle();
        // Back through the revisions of this day: a report is new where its first one is among them, in the area that its newest one says.
        for (var at = applied - 1; at >= 0 && log[at].KnownOn == day; at--)
            Welcome(log[at]);
    }

    /// <summary>The reports that count in an area and of which nothing was known before this day, in order of report.</summary>
    public IReadOnlyList<LoggedReport> FirstKnownToday(int area) => firstKnownToday[area];

    /// <summary>The day on which anything was first known of a report.</summary>
    /// <param name="report">The number of a report of which something is known.</param>
    public DateOnly FirstKnownOn(int report) => firstKnownOn[report];

    /// <summary>Reports of an area, reported on these days, that would count had they come in earlier. Looked up one by one: for evidence, not for judging.</summary>
    public int CountTooLate(int area, DateOnly first, DateOnly last) => maximumDelayDays is null ? 0
        : current.Count(report => report is not null && report.ReportedDay >= first && report.ReportedDay <= last && report.Areas.Contains(area) && IsCounted(report) && IsTooLate(report));

    /// <summary>In order of the day on which it was known, then of report and revision. Dealt out by day, and each day put in order by itself: days are short, many, and do not
    /// wait for one another.</summary>
    private static LoggedReport[] InOrder(IReadOnlyCollection<LoggedReport> log)
    {
        if (log.Count == 0)
            return [];
        var (first, last) = (log.Min(revision => revision.KnownOn).DayNumber, log.Max(revision => revision.KnownOn).DayNumber);
        var ends = new int[last - first + 2]; // each day's, and before it the end of the day before
        foreach (var revision in log)
            ends[revision.KnownOn.DayNumber - first + 1]++;
        for (var day = 1; day < ends.Length; day++)
            ends[day] += ends[day - 1];

        var (ordered, next) = (new LoggedReport[log.Count], ends.ToArray());
        foreach (var revision in log)
            ordered[next[revision.KnownOn.DayNumber - first]++] = revision;
        Parallel.For(0, ends.Length - 1, day => ordered.AsSpan(ends[day]..ends[day + 1]).Sort((one, other) =>
            one.Report != other.Report ? one.Report.CompareTo(other.Report) : one.Revision.CompareTo(other.Revision)));
        return ordered;
    }

    private void Welcome(LoggedReport revision)
    {
        if (firstKnownOn[revision.Report] != Day || !ReferenceEquals(current[revision.Report], revision) || !Counts(revision))
            return;
        foreach (var area in revision.Areas)
        {
            if (firstKnownToday[area].Count == 0)
                areasWithNews.Add(area);
            firstKnownToday[area].Insert(0, revision);
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
            Count(before, -1);

        Since = revision.ReportedDay < Since ? revision.ReportedDay : Since;
        current[revision.Report] = revision;
        if (Counts(revision))
            Count(revision, 1);
    }

    private void Count(LoggedReport revision, int change)
    {
        for (var at = 0; at < revision.Areas.Count; at++)
        {
            var area = areas[revision.Areas[at]];
            if (change > 0)
                area.Add(revision);
            else
                area.Remove(revision);
            all.Add(0, revision.ReportedDay, change);
        }
    }

    private bool Counts(LoggedReport revision) => IsCounted(revision) && !IsTooLate(revision);

    /// <summary>A report whose times are not known, or cannot be, came in the day it is taken to have happened: it is never too late.</summary>
    private bool IsTooLate(LoggedReport revision) => maximumDelayDays is { } most
        && revision.ReportedDay.DayNumber - ReferenceDay.Possible(revision.ReportedDay, revision.OccurredFrom, revision.OccurredTo).Last.DayNumber > most;

    private bool IsCounted(LoggedReport revision) =>
        !revision.Withdrawn && offence.Codes.Contains(revision.Offence) && (offence.Attempts || !revision.Attempt);
}
