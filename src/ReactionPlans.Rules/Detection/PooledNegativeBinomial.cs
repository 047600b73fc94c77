using MathNet.Numerics;

namespace ReactionPlans.Rules.Detection;

/// <summary>One area's count in one window beside what is expected.</summary>
/// <param name="Expected">Mean; NaN where the district has no history, and then <paramref name="P"/> is 1.</param>
/// <param name="P">Chance of at least so many, 0-1. Of several windows this is the least, so alarms are commoner than it says.</param>
public readonly record struct PooledFinding(int WindowDays, int Count, double Expected, double P, bool Holds);

/// <summary>What the model needs of a district's counts: whoever keeps the sums from day to day need not add up two years of each area every day.</summary>
/// <param name="Daily">Burglaries of all areas by day, the last of them the judged day's.</param>
/// <param name="InHistory">Burglaries of each area on the history's days.</param>
/// <param name="InWindow">Burglaries in each window: all windows of the first area, then of the second.</param>
public sealed record PooledCounts(long[] Daily, long[] InHistory, int[] InWindow);

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
        : this(day, parameters, Sum(areas, counts, parameters, daysKnown), daysKnown)
    {
    }

    /// <summary>From counts that have been summed.</summary>
    /// <param name="daysKnown">As above.</param>
    /// <exception cref="ArgumentException">A parameter is out of bounds, or the days reach beyond the calendar.</exception>
    public PooledNegativeBinomial(DateOnly day, PooledNegativeBinomialParameters parameters, PooledCounts counts, ReadOnlySpan<int> daysKnown = default)
    {
        Require(parameters);
        this.parameters = parameters;
        (district, countInWindow) = (counts.Daily, counts.InWindow);
        var (days, areas) = (district.Length, counts.InHistory.Length);
        if (days > day.DayNumber)
            throw new ArgumentException($"{days} days before {day:O} reach beyond the calendar.", nameof(counts));
        var history = HistoryIn(days, parameters);
        profile = SeasonProfile.Of(district, day, history, parameters.SeasonWeight);

        var exposure = new double[areas];
        for (var area = 0; area < areas; area++)
            exposure[area] = area > 0 && daysKnown.IsEmpty ? exposure[0] : Exposure(FirstKnown(area, days, daysKnown, history)..history.End.Value);

        var mean = counts.InHistory.Sum() / exposure.Sum();
        rates = [.. counts.InHistory.Zip(exposure, (reports, expected) =>
            mean > 0 ? (reports + parameters.AreaWeight) / (expected + parameters.AreaWeight / mean) : double.NaN)];
        rateOfAll = rates.Sum();
        Level = LevelAt(days);
        profileOfWindow = [.. parameters.WindowDays.Select(window => profile[^Math.Min(window, days)..].Sum())];
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
        var daily = dailyFactors; // made twice where two threads ask first: both make the same
        if (daily.Length < into.Length)
            dailyFactors = daily = [.. Enumerable.Range(profile.Length - into.Length, into.Length).Select(at => profile[at] * LevelAt(at + 1))];
        var factors = daily.AsSpan(daily.Length - into.Length);
        for (var at = 0; at < into.Length; at++)
            into[at] = rates[area] * factors[at];
    }

    /// <summary>One area in one window.</summary>
    /// <inheritdoc cref="Expected"/>
    public PooledFinding Judge(int area, int window)
    {
        var expected = Expected(area, window);
        var count = Count(area, window);
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

    /// <summary>Burglaries counted in an area in one of the windows.</summary>
    /// <inheritdoc cref="Expected"/>
    public int Count(int area, int window)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)area, (uint)rates.Length, nameof(area));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)window, (uint)profileOfWindow.Length, nameof(window));
        return countInWindow[area * profileOfWindow.Length + window];
    }

    /// <summary>A mean above which at least so many are surely likelier than <paramref name="luck"/>: just above the greatest at which they are not.</summary>
    /// <param name="count">At least 1.</param>
    /// <param name="luck">0-1.</param>
    /// <param name="size">Above 0.</param>
    /// <returns>Infinite where no mean up to a thousand million is so likely.</returns>
    public static double MeanAbove(int count, double luck, double size)
    {
        const double Margin = 1e-6; // far above the rounding of the beta function
        var (low, high) = (0.0, (double)count);
        while (!(UpperTail(count, high, size) > luck))
        {
            (low, high) = (high, 2 * high);
            if (high > Counts.Largest)
                return double.PositiveInfinity;
        }

        while (high - low > Margin * high)
        {
            var middle = (low + high) / 2;
            (low, high) = UpperTail(count, middle, size) > luck ? (low, middle) : (middle, high);
        }

        return high * (1 + Margin);
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

    private double Exposure(Range days)
    {
        var sum = 0.0;
        for (var at = days.Start.Value; at < days.End.Value; at++)
            sum += profile[at];
        return sum;
    }

    private static Range HistoryIn(int days, PooledNegativeBinomialParameters parameters) =>
        Math.Max(0, days - parameters.HistoryEndsDaysBefore - parameters.HistoryDays)..Math.Max(0, days - parameters.HistoryEndsDaysBefore);

    private static int FirstKnown(int area, int days, ReadOnlySpan<int> daysKnown, Range history) =>
        Math.Max(history.Start.Value, daysKnown.IsEmpty ? 0 : days - daysKnown[area]);

    private static PooledCounts Sum(int areas, ReadOnlySpan<int> counts, PooledNegativeBinomialParameters parameters, ReadOnlySpan<int> daysKnown)
    {
        Require(parameters);
        Require(areas, counts, daysKnown);
        var days = areas == 0 ? 0 : counts.Length / areas;
        var history = HistoryIn(days, parameters);
        var summed = new PooledCounts(new long[days], new long[areas], new int[areas * parameters.WindowDays.Count]);
        for (var area = 0; area < areas; area++)
        {
            var own = counts.Slice(area * days, days);
            for (var at = 0; at < days; at++)
                summed.Daily[at] += own[at];
            for (var at = FirstKnown(area, days, daysKnown, history); at < history.End.Value; at++)
                summed.InHistory[area] += own[at];
            for (var window = 0; window < parameters.WindowDays.Count; window++)
                summed.InWindow[area * parameters.WindowDays.Count + window] = Latest(own, parameters.WindowDays[window]);
        }

        return summed;
    }

    private static int Latest(ReadOnlySpan<int> counts, int days)
    {
        long sum = 0;
        foreach (var count in counts[Math.Max(0, counts.Length - days)..])
            sum += count;
        return (int)Math.Min(sum, int.MaxValue);
    }

    private static void Require(PooledNegativeBinomialParameters parameters)
    {
        if (!(parameters.WindowDays.Count > 0 && parameters.WindowDays.All(window => window is >= 1 and <= 365) && parameters.Size > 0 && double.IsFinite(parameters.Size)
              && parameters.AreaWeight >= 0 && parameters.LevelWeight >= 0 && parameters.SeasonWeight > 0 && parameters.LevelDays >= 1
              && parameters.HistoryDays is >= 1 and <= 36_500 && parameters.HistoryEndsDaysBefore is >= 0 and <= 36_500
              && parameters.MinimumReports >= 1))
            throw new ArgumentException("A window, weight or length of history is out of bounds.", nameof(parameters));
    }

    private static void Require(int areas, ReadOnlySpan<int> counts, ReadOnlySpan<int> daysKnown)
    {
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
