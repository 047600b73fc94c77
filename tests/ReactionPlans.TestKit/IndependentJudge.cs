namespace ReactionPlans.TestKit;

/// <summary>One revision of a report in one of the areas it lies in; an empty area where it counts nowhere (unplaced, another offence).</summary>
public sealed record IndependentReport(
    string Reference, int Revision, bool Withdrawn, DateOnly ReportedDay, DateTimeOffset KnownAt, string Area,
    DateTimeOffset? OccurredFrom = null, DateTimeOffset? OccurredTo = null);

/// <summary>One spike as section 0a of the detection rules tells it.</summary>
/// <param name="SpikeEndedOn">null while the criterion is still fired on the last judged day.</param>
public sealed record IndependentSpike(string Area, DateOnly FiredOn, DateOnly? SpikeEndedOn);

/// <summary>A threshold criterion, in the words of the agreement; times in whole Danish days.</summary>
public sealed record IndependentCriterion(
    int AtLeast, int WithinDays, int MinimumReports, int ClearAfterDays, int CooldownDays, int HoldForDays = 0, string CountBy = "reported");

/// <summary>Section 0a for a threshold rule, computed a second time to compare the real pipeline with.</summary>
/// <remarks>Written from the text alone, as plainly as it reads, and on purpose sharing nothing with the code under test: no parser, no
/// geometry, no calendar, no state machine. It recounts every day from the start. Do not make it clever, and do not let it borrow.</remarks>
public static class IndependentJudge
{
    /// <summary>Judges every area that any report names, every day from <paramref name="from"/> to <paramref name="to"/>, at the day's end.</summary>
    /// <param name="reports">One item for each revision and each area it lies in. A revision that counts nowhere (unplaced, another offence)
    /// must be given too, with an empty area: it still replaces the revision before it.</param>
    /// <param name="criterion">What was agreed.</param>
    /// <param name="from">First judged day; every area is calm before it. Earlier reports count where the window reaches them.</param>
    /// <param name="to">Last judged day.</param>
    public static HashSet<IndependentSpike> Run(
        IEnumerable<IndependentReport> reports,
        IndependentCriterion criterion, DateOnly from, DateOnly to)
    {
        var all = reports.Distinct().ToList();
        var spikes = new HashSet<IndependentSpike>();
        foreach (var area in all.Select(report => report.Area).Where(area => area.Length > 0).Distinct())
        {
            var references = all.Where(report => report.Area == area).Select(report => report.Reference).ToHashSet();
            var ofArea = all.Where(report => references.Contains(report.Reference)).ToLookup(report => report.Reference);
            foreach (var (firedOn, endedOn) in JudgeArea(day => Count(ofArea, area, criterion, day), criterion, from, to))
                spikes.Add(new IndependentSpike(area, firedOn, endedOn));
        }
        return spikes;
    }

    private static List<(DateOnly FiredOn, DateOnly? EndedOn)> JudgeArea(
        Func<DateOnly, double> countOn, IndependentCriterion criterion, DateOnly from, DateOnly to)
    {
        var counts = new Dictionary<DateOnly, double>();
        for (var day = from.AddDays(-criterion.HoldForDays); day <= to; day = day.AddDays(1))
            counts[day] = countOn(day);

        var found = new List<(DateOnly FiredOn, DateOnly? EndedOn)>();
        var state = "calm";
        var firedOn = default(DateOnly);
        var endedOn = default(DateOnly);
        var clearDays = 0;
        var clearAtMost = (criterion.AtLeast + 1) / 2; // ceil(atLeast / 2)
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (state == "closed" && day >= endedOn.AddDays(criterion.CooldownDays + 1))
                state = "calm";
            if (state == "calm")
            {
                var held = AtLeast(counts[day], criterion.MinimumReports);
                for (var back = 0; back <= criterion.HoldForDays; back++)
                    held = held && AtLeast(counts[day.AddDays(-back)], criterion.AtLeast);
                if (held)
                {
                    state = "fired";
                    firedOn = day;
                    clearDays = 0;
                }
            }
            else if (state == "fired")
            {
                clearDays = AtLeast(clearAtMost, counts[day]) ? clearDays + 1 : 0;
                if (clearDays == criterion.ClearAfterDays)
                {
                    state = "closed";
                    endedOn = day;
                    found.Add((firedOn, day));
                }
            }
        }
        if (state == "fired")
            found.Add((firedOn, null));
        return found;
    }

    /// <summary>A sum of shares may miss its whole number by a rounding.</summary>
    private static bool AtLeast(double count, double limit) => count > limit - 1e-9;

    /// <summary>Reports of the window, each in the newest revision known at the end of <paramref name="day"/>.</summary>
    private static double Count(
        ILookup<string, IndependentReport> reports,
        string area, IndependentCriterion criterion, DateOnly day)
    {
        var endOfDay = IndependentReading.DanishMidnight(day.AddDays(1));
        var count = 0.0;
        foreach (var revisions in reports.OrderBy(report => report.Key, StringComparer.Ordinal))
        {
            var known = revisions.Where(revision => revision.KnownAt < endOfDay).ToList();
            if (known.Count == 0)
                continue;
            var newest = known.Max(revision => revision.Revision);
            var here = known.FirstOrDefault(revision => revision.Revision == newest && !revision.Withdrawn && revision.Area == area && revision.ReportedDay <= day);
            for (var back = 0; here is not null && back < criterion.WithinDays; back++)
                count += WeightOn(here, day.AddDays(-back), criterion.CountBy);
        }
        return count;
    }

    /// <summary>How much of a report one day has, day by day and minute by minute: plainly, and as slow as that is.</summary>
    private static double WeightOn(IndependentReport report, DateOnly day, string countBy)
    {
        var (start, end) = (IndependentReading.DanishMidnight(day), IndependentReading.DanishMidnight(day.AddDays(1)));
        if (countBy == "aoristic" && report.OccurredFrom is { } from && report.OccurredTo is { } to)
        {
            if (from == to)
                return from >= start && from < end ? 1 : 0;
            var begins = from > start ? from : start;
            var ends = to < end ? to : end;
            return ends > begins ? (ends - begins) / (to - from) : 0;
        }

        if (countBy == "occurred-end" && report.OccurredTo is { } last)
        {
            var moment = report.OccurredFrom == last ? last : last.AddMinutes(-1);
            return moment >= start && moment < end ? 1 : 0;
        }

        return report.ReportedDay == day ? 1 : 0;
    }
}
