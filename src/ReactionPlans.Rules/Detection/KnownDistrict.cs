using System.Collections.Concurrent;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>An area that is judged.</summary>
/// <param name="SquareMetres">Its size; above 0.</param>
public sealed record JudgedArea(string Code, double SquareMetres);

/// <summary>Everything that is known of a district's areas, and what they share: judges of the same district and offence ask one model.</summary>
/// <remarks>While what is known stands still, several threads may ask at once.</remarks>
public sealed class KnownDistrict(KnownReports known, IReadOnlyList<JudgedArea> areas)
{
    private static readonly PooledNegativeBinomialParameters Parameters = new();

    private static readonly int LongestDelayDays = new NowcastParameters().MaximumDelayDays, DelaysLearntFromDays = new NowcastParameters().WindowDays;

    private readonly OnceADay<PooledNegativeBinomial> expectation = new();
    private readonly OnceADay<double[]> shareKnown = new();
    private readonly ConcurrentDictionary<PermutationScanRule, OnceADay<DistrictScan>> scans = new();

    public KnownReports Known => known;

    /// <summary>Area numbers are positions in this list.</summary>
    public IReadOnlyList<JudgedArea> Areas => areas;

    /// <summary>The windows of <see cref="Expectation"/>, in days.</summary>
    public static IReadOnlyList<int> WindowDays => Parameters.WindowDays;

    /// <summary>Size of the negative binomial numbers of <see cref="Expectation"/>.</summary>
    public static double Size => Parameters.Size;

    /// <summary>Days of reports that <see cref="Expectation"/> looks at.</summary>
    public static int HistoryDays => Parameters.HistoryDays + Parameters.HistoryEndsDaysBefore;

    /// <summary>The latest days, the judged one included, that are too young to be history.</summary>
    public static int HistoryEndsDaysBefore => Parameters.HistoryEndsDaysBefore;

    /// <summary>What is to be expected of each area on the day at whose end this is known; made once for a day.</summary>
    public PooledNegativeBinomial Expectation() => expectation.Of(known.Day, MakeExpectation);

    private PooledNegativeBinomial MakeExpectation()
    {
        var days = Days(HistoryDays);
        var daily = new long[days];
        known.CopyCounts(known.Day, daily);
        var (first, end) = (known.Day.AddDays(1 - days), known.Day.AddDays(-Parameters.HistoryEndsDaysBefore));
        var (counts, inHistory, inWindow) = (new int[areas.Count], new long[areas.Count], new int[areas.Count * WindowDays.Count]);
        if (first <= end)
        {
            known.CopyCounts(first, end, counts);
            for (var area = 0; area < areas.Count; area++)
                inHistory[area] = counts[area];
        }

        for (var window = 0; window < WindowDays.Count; window++)
        {
            known.CopyCounts(known.Day.AddDays(1 - Math.Min(WindowDays[window], days)), known.Day, counts);
            for (var area = 0; area < areas.Count; area++)
                inWindow[area * WindowDays.Count + window] = counts[area];
        }

        return new PooledNegativeBinomial(known.Day, Parameters, new PooledCounts(daily, inHistory, inWindow));
    }

    /// <summary>F: by age in days, 0 to 28, the share of burglaries that is usually known by now, 0-1 and rising, learnt from all areas
    /// together; 1 throughout where nothing is known of delays. Made once for a day.</summary>
    /// <remarks>From burglaries of a quarter that are old enough to have shown every such delay. Nobody saw when they happened: each weighs evenly on all days on
    /// which it can have, as in <see cref="ReferenceDay"/>.</remarks>
    public double[] ShareKnown() => shareKnown.Of(known.Day, LearnShareKnown);

    private double[] LearnShareKnown()
    {
        var (day, weights, seen) = (known.Day.DayNumber, new double[LongestDelayDays + 1], new HashSet<int>());
        for (var area = 0; area < areas.Count; area++)
        {
            foreach (var report in known[area].Between(known.Day.AddDays(1 - LongestDelayDays - DelaysLearntFromDays), known.Day))
            {
                var (first, last) = ReferenceDay.Possible(report.ReportedDay, report.OccurredFrom, report.OccurredTo);
                if (last.DayNumber > day - LongestDelayDays || !seen.Add(report.Report))
                    continue;
                var told = known.FirstKnownOn(report.Report).DayNumber;
                // Days before the quarter have shown their long delays only.
                for (var one = Math.Max(first.DayNumber, Math.Max(told, day + 1 - DelaysLearntFromDays) - LongestDelayDays); one <= last.DayNumber; one++)
                    weights[Math.Max(0, told - one)] += 1.0 / (last.DayNumber - first.DayNumber + 1);
            }
        }

        var (sum, all) = (0.0, weights.Sum());
        return [.. weights.Select(weight => all > 0 ? Math.Min(1, (sum += weight) / all) : 1)];
    }

    /// <summary>What the scan of all areas together finds; made once for a day.</summary>
    internal DistrictScan Scan(PermutationScanRule rule) => scans.GetOrAdd(rule, _ => new OnceADay<DistrictScan>()).Of(known.Day, () => DistrictScan.Of(rule, this));

    /// <summary>Where the burglaries of an area's history were, those without a place left out.</summary>
    /// <param name="into">Emptied first.</param>
    public void CopyHistory(int area, List<PlanePoint> into)
    {
        into.Clear();
        foreach (var place in known[area].PlacesBetween(known.Day.AddDays(1 - HistoryDays), known.Day.AddDays(-HistoryEndsDaysBefore)))
        {
            if (!double.IsNaN(place.X))
                into.Add(place);
        }
    }

    /// <summary>How many of the latest days something can be known of; at most so many.</summary>
    public int Days(int atMost) => Math.Clamp(known.Day.DayNumber - Math.Min(known.Since.DayNumber, known.Day.DayNumber) + 1, 1, atMost);
}

/// <summary>What areas share on a day: made when it is first asked for, by one thread while others wait for it.</summary>
internal sealed class OnceADay<T>
{
    private readonly Lock making = new();
    private volatile Made? latest;

    private sealed record Made(DateOnly Day, T What);

    public T Of(DateOnly day, Func<T> make)
    {
        if (latest is { } made && made.Day == day)
            return made.What;
        lock (making)
        {
            if (latest?.Day != day)
                latest = new Made(day, make());
            return latest.What;
        }
    }
}
