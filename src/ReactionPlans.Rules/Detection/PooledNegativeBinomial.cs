using MathNet.Numerics;

namespace ReactionPlans.Rules.Detection;

/// <summary>How the expectation is made, and when a count is an alarm.</summary>
public sealed record PooledNegativeBinomialParameters
{
    /// <summary>Windows in days, the judged day included; each 1 to 365.</summary>
    public IReadOnlyList<int> WindowDays { get; init; } = [3, 5, 7, 10, 14, 21];

    /// <summary>Size of the negative binomial: variance = mean + mean² / size; above 0. The lower, the rarer alarms.</summary>
    public double Size { get; init; } = 10;

    /// <summary>Burglaries of an average area that are added to each area's own; at least 0. Few burglaries say little of an area.</summary>
    public double AreaWeight { get; init; } = 8;

    /// <summary>Burglaries at the expected level that are added to the district's latest; at least 0.</summary>
    public double LevelWeight { get; init; } = 50;

    /// <summary>Latest days, the judged day included, that tell the district's present level; at least 1.</summary>
    public int LevelDays { get; init; } = 56;

    /// <summary>Burglaries of an average time of year that are added to each; above 0. A small district's bad week is no season.</summary>
    public double SeasonWeight { get; init; } = 20;

    /// <summary>Days of history; at least 1.</summary>
    public int HistoryDays { get; init; } = 730;

    /// <summary>Latest days that are no history, so that a rise does not explain itself; at least 0.</summary>
    public int HistoryEndsDaysBefore { get; init; } = 28;

    /// <summary>Fewest burglaries in a window; at least 1.</summary>
    public int MinimumReports { get; init; } = 3;

    /// <summary>Highest chance in any one window that is an alarm. 10^-2.97: half a false activation a year and area together with
    /// <see cref="LocalScan"/>; 10^-2.66: one.</summary>
    public double LuckAtMost { get; init; } = Math.Pow(10, -2.97);
}

/// <summary>One area's count in one window beside what is expected.</summary>
/// <param name="Expected">Mean; NaN where the district has no history, and then <paramref name="P"/> is 1.</param>
/// <param name="P">Chance of at least so many, 0-1. Of several windows this is the least, so alarms are commoner than it says.</param>
public readonly record struct PooledFinding(int WindowDays, int Count, double Expected, double P, bool Holds);

/// <summary>Expects of each area its own rate x the district's time of year and week x the district's present level, and asks in several windows how
/// likely its count is. Built once for the district and day; each area then costs a handful of sums.</summary>
/// <remarks>Own model, chosen by measuring it beside others (docs: detection). It works from an area's first day: an area without history has the mean rate. A
/// rise over the whole district moves the level, and no area stands out.</remarks>
public sealed class PooledNegativeBinomial
{
    private readonly PooledNegativeBinomialParameters parameters;
    private readonly long[] district;
    private readonly double[] profile;
    private readonly double[] rates;
    private readonly double rateOfAll;
    private readonly double[] profileOfWindow;
    private readonly int[] countInWindow;
    private double[] dailyFactors = [];

    /// <param name="day">The judged day, the last of <paramref name="counts"/>.</param>
    /// <param name="areas">How many areas; at least 0.</param>
    /// <param name="counts">Burglaries by area and day: all days of the first area, then of the second; each at least 0. History and the days after it
    /// (by default 758 days) are used; more are ignored, fewer are made do with.</param>
    /// <param name="daysKnown">For each area how many of the latest days it has been counted; empty: all of them.</param>
    /// <exception cref="ArgumentException">The counts are no whole number of days for each area, one is below 0, or a parameter is out of bounds.</exception>
    public PooledNegativeBinomial(
        DateOnly day, int areas, ReadOnlySpan<int> counts, PooledNegativeBinomialParameters parameters, ReadOnlySpan<int> daysKnown = default)
    {
        this.parameters = parameters;
        Require(areas, counts, daysKnown, parameters);
        var days = areas == 0 ? 0 : counts.Length / areas;
        if (days > day.DayNumber)
            throw new ArgumentException($"{days} days before {day:O} reach beyond the calendar.", nameof(counts));
        var history = new Range(Math.Max(0, days - parameters.HistoryEndsDaysBefore - parameters.HistoryDays), Math.Max(0, days - parameters.HistoryEndsDaysBefore));

        district = new long[days];
        for (var at = 0; at < counts.Length; at++)
            district[at % days] += counts[at];
        profile = SeasonProfile.Of(district, day, history, parameters.SeasonWeight);

        var exposure = new double[areas];
        var own = new double[areas];
        for (var area = 0; area < areas; area++)
        {
            var known = Math.Max(history.Start.Value, daysKnown.IsEmpty ? 0 : days - daysKnown[area]);
            for (var at = known; at < history.End.Value; at++)
                (own[area], exposure[area]) = (own[area] + counts[area * days + at], exposure[area] + profile[at]);
        }

        var mean = own.Sum() / exposure.Sum();
        rates = [.. own.Zip(exposure, (reports, expected) =>
            mean > 0 ? (reports + parameters.AreaWeight) / (expected + parameters.AreaWeight / mean) : double.NaN)];
        rateOfAll = rates.Sum();
        Level = LevelAt(days);

        profileOfWindow = [.. parameters.WindowDays.Select(window => profile[^Math.Min(window, days)..].Sum())];
        countInWindow = new int[areas * profileOfWindow.Length];
        for (var at = 0; at < countInWindow.Length; at++)
            countInWindow[at] = Latest(counts.Slice(at / profileOfWindow.Length * days, days), parameters.WindowDays[at % profileOfWindow.Length]);
    }

    /// <summary>The district's latest burglaries over those expected at the rates of its history; above 0, NaN without history. Above 1.3 the whole district has a
    /// rise, which is no single area's.</summary>
    public double Level { get; }

    /// <summary>Burglaries expected in an area in one of the windows; NaN where the district has no history.</summary>
    /// <param name="window">Number of the window, in the order of the parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such area or window.</exception>
    public double Expected(int area, int window)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)area, (uint)rates.Length, nameof(area));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)window, (uint)profileOfWindow.Length, nameof(window));
        return rates[area] * profileOfWindow[window] * Level;
    }

    /// <summary>Burglaries expected in an area on each of the latest days, at the level that the district had then; NaN where it has no history.</summary>
    /// <param name="into">As many numbers as days, at most as many as there are counts of; the last is the judged day's.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such area, or not so many days.</exception>
    public void CopyMeans(int area, Span<double> into)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)area, (uint)rates.Length, nameof(area));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(into.Length, profile.Length, nameof(into));
        if (dailyFactors.Length < into.Length)
            dailyFactors = [.. Enumerable.Range(profile.Length - into.Length, into.Length).Select(at => profile[at] * LevelAt(at + 1))];
        var factors = dailyFactors.AsSpan(dailyFactors.Length - into.Length);
        for (var at = 0; at < into.Length; at++)
            into[at] = rates[area] * factors[at];
    }

    /// <summary>One area in one window.</summary>
    /// <inheritdoc cref="Expected"/>
    public PooledFinding Judge(int area, int window)
    {
        var expected = Expected(area, window);
        var count = countInWindow[area * profileOfWindow.Length + window];
        var p = UpperTail(count, expected, parameters.Size);
        return new PooledFinding(parameters.WindowDays[window], count, expected, p, count >= parameters.MinimumReports && p <= parameters.LuckAtMost);
    }

    /// <summary>One area: the least likely of its windows that hold the fewest allowed; where none does, the least likely.</summary>
    public PooledFinding Judge(int area)
    {
        var best = Judge(area, 0);
        for (var window = 1; window < profileOfWindow.Length; window++)
        {
            var next = Judge(area, window);
            var (isEnough, wasEnough) = (next.Count >= parameters.MinimumReports, best.Count >= parameters.MinimumReports);
            if (isEnough == wasEnough ? next.P < best.P : isEnough)
                best = next;
        }

        return best;
    }

    /// <summary>P(N >= count) of a negative binomial number; 1 where nothing is known of its mean (NaN).</summary>
    /// <param name="mean">Above 0, or NaN.</param>
    /// <param name="size">Above 0.</param>
    public static double UpperTail(int count, double mean, double size) =>
        count <= 0 || double.IsNaN(mean) ? 1 : Math.Clamp(SpecialFunctions.BetaRegularized(count, size, mean / (mean + size)), 0, 1);

    /// <summary>The level of the days before the one with the number <paramref name="end"/>.</summary>
    private double LevelAt(int end)
    {
        double observed = 0, expected = 0;
        for (var at = Math.Max(0, end - parameters.LevelDays); at < end; at++)
            (observed, expected) = (observed + district[at], expected + profile[at]);
        return (observed + parameters.LevelWeight) / (expected * rateOfAll + parameters.LevelWeight);
    }

    private static int Latest(ReadOnlySpan<int> counts, int days)
    {
        long sum = 0;
        foreach (var count in counts[Math.Max(0, counts.Length - days)..])
            sum += count;
        return (int)Math.Min(sum, int.MaxValue);
    }

    private static void Require(int areas, ReadOnlySpan<int> counts, ReadOnlySpan<int> daysKnown, PooledNegativeBinomialParameters parameters)
    {
        if (!(parameters.WindowDays.Count > 0 && parameters.WindowDays.All(window => window is >= 1 and <= 365) && parameters.Size > 0 && double.IsFinite(parameters.Size)
              && parameters.AreaWeight >= 0 && parameters.LevelWeight >= 0 && parameters.SeasonWeight > 0 && parameters.LevelDays >= 1
              && parameters.HistoryDays is >= 1 and <= 36_500 && parameters.HistoryEndsDaysBefore is >= 0 and <= 36_500
              && parameters.MinimumReports >= 1))
            throw new ArgumentException("A window, weight or length of history is out of bounds.", nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfNegative(areas);
        if (areas == 0 ? counts.Length > 0 : counts.Length == 0 || counts.Length % areas != 0)
            throw new ArgumentException($"{counts.Length} counts are not as many days for each of {areas} areas.", nameof(counts));
        if (daysKnown.Length != 0 && daysKnown.Length != areas)
            throw new ArgumentException($"{areas} areas, but days known of {daysKnown.Length}.", nameof(daysKnown));
        foreach (var known in daysKnown)
            ArgumentOutOfRangeException.ThrowIfNegative(known, nameof(daysKnown));
        foreach (var count in counts)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
    }
}
