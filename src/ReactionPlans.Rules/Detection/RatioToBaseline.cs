using System.Globalization;
using MathNet.Numerics;

namespace ReactionPlans.Rules.Detection;

/// <summary>Which earlier windows are the baseline, and how far above it is an alarm.</summary>
public sealed record RatioToBaselineParameters
{
    /// <summary>Length of every window in days; 1 to 364.</summary>
    public int WindowDays { get; init; } = 14;

    /// <summary>Earlier years; 0 to 20.</summary>
    public int Years { get; init; } = 5;

    /// <summary>Shifts of the windows around the same weeks, in days; each -182 to 182.</summary>
    public IReadOnlyList<int> ShiftDays { get; init; } = [-14, -7, 0, 7, 14];

    /// <summary>Windows straight before the present one, used where no earlier year is known; at least 0.</summary>
    public int FallbackWindows { get; init; } = 4;

    /// <summary>Least baseline in reports per window, above 0: next to nothing is no base for a ratio.</summary>
    public double LowestBaseline { get; init; } = 0.5;

    /// <summary>Fewest reports in the window; at least 1.</summary>
    public int MinimumReports { get; init; } = 4;

    /// <summary>Lowest ratio that is an alarm: 4.2 to activate, 3 to watch.</summary>
    public double RatioAtLeast { get; init; } = 4.2;

    /// <summary>Highest chance that is an alarm, 0-1; 1 lets the ratio alone decide. 0.01 where luck is to be tested too.</summary>
    public double LuckAtMost { get; init; } = 1;
}

/// <summary>A count beside its baseline.</summary>
/// <param name="Baseline">Mean reports per baseline window; NaN where no such window lies in the counts, and then it never holds.</param>
/// <param name="Windows">How many windows the baseline is the mean of.</param>
/// <param name="FromEarlierYears">Whether those lie in earlier years, not straight before.</param>
/// <param name="Ratio">Count over the baseline, or over the lowest baseline if that is greater; NaN without one.</param>
/// <param name="P">Chance of at least so many if nothing has changed, 0-1; 1 without a baseline.</param>
public readonly record struct RatioFinding(int WindowDays, int Count, double Baseline, int Windows, bool FromEarlierYears, double Ratio, double P, bool Holds);

/// <summary>Which windows are the baseline.</summary>
/// <param name="DaysBack">How many days before the judged one each of them ends.</param>
internal sealed record RatioWindows(int[] DaysBack, bool FromEarlierYears);

/// <summary>Compares an area's count with the same weeks of earlier years.</summary>
/// <remarks>
/// <para>Weeks are ISO weeks, so that week 42 (autumn holidays) meets week 42 and every weekday itself. Week 53 meets week 1 of the next year where the earlier
/// year has none. Easter moves, and is not followed.</para>
/// <para>The chance is exact for Poisson counts and includes that the baseline is a count too: with c reports now, S on the baseline's days and m = those days /
/// window days, given c + S the count is binomial, P = P(Bin(c + S, 1 / (m + 1)) >= c) (Przyborowski and Wilenski 1940, Biometrika 31:313). The windows overlap, so a
/// day in two of them is counted once in S and m: counted twice, the baseline would seem surer than it is.</para>
/// </remarks>
public static class RatioToBaseline
{
    /// <summary>Twenty years, a shift and a window: no parameters reach farther back.</summary>
    private const int MostDays = 21 * 366 + 182;

    /// <summary>Judges the window that ends on the last day of the counts.</summary>
    /// <param name="counts">The area's reports by day, each at least 0, without gaps; the last is <paramref name="day"/>'s. May be empty. Days before
    /// the first are not known, and a window that reaches before it is left out.</param>
    /// <param name="day">The judged day.</param>
    /// <exception cref="ArgumentException">A count is below 0, or a parameter is out of bounds.</exception>
    public static RatioFinding Judge(ReadOnlySpan<int> counts, DateOnly day, RatioToBaselineParameters parameters)
    {
        Require(parameters);
        counts = counts[^Math.Min(counts.Length, MostDays)..];
        return Judge(counts, Windows(day, counts.Length, parameters), parameters);
    }

    /// <summary>The baseline for any area of which so many days are known: drawn once for a day and number of days.</summary>
    internal static RatioWindows Windows(DateOnly day, int daysKnown, RatioToBaselineParameters parameters)
    {
        int[] years = [.. Enumerable.Range(1, parameters.Years).SelectMany(year => parameters.ShiftDays.Select(shift => DaysBack(day, year) - shift)).Where(IsKnown)];
        return years.Length > 0 ? new RatioWindows(years, FromEarlierYears: true)
            : new RatioWindows([.. Enumerable.Range(1, parameters.FallbackWindows).Select(back => back * parameters.WindowDays).Where(IsKnown)], FromEarlierYears: false);

        // Wholly, and without meeting the present one.
        bool IsKnown(int daysBack) => daysBack >= parameters.WindowDays && daysBack <= daysKnown - parameters.WindowDays;
    }

    /// <inheritdoc cref="Judge(ReadOnlySpan{int}, DateOnly, RatioToBaselineParameters)"/>
    internal static RatioFinding Judge(ReadOnlySpan<int> counts, RatioWindows windows, RatioToBaselineParameters parameters)
    {
        Require(counts);
        var count = Sum(counts[^Math.Min(counts.Length, parameters.WindowDays)..]);
        var baseline = new Tally(stackalloc bool[counts.Length]);
        foreach (var daysBack in windows.DaysBack)
            baseline.Add(counts, counts.Length - daysBack, parameters.WindowDays);

        var reports = (int)Math.Min(count, int.MaxValue);
        if (baseline.Windows == 0)
            return new RatioFinding(parameters.WindowDays, reports, double.NaN, 0, false, double.NaN, 1, false);

        var mean = (double)baseline.Sum / baseline.Windows;
        var ratio = count / Math.Max(mean, parameters.LowestBaseline);
        var p = Luck(count, baseline.SumOfDays, (double)baseline.Days / parameters.WindowDays);
        var holds = count >= parameters.MinimumReports && ratio >= parameters.RatioAtLeast && p <= parameters.LuckAtMost;
        return new RatioFinding(parameters.WindowDays, reports, mean, baseline.Windows, windows.FromEarlierYears, ratio, p, holds);
    }

    /// <summary>P(Bin(count + before, 1 / (windows + 1)) >= count).</summary>
    /// <param name="count">Reports now; at least 0.</param>
    /// <param name="before">Reports in the baseline; at least 0.</param>
    /// <param name="windows">The baseline's length in windows, not always whole; above 0.</param>
    public static double Luck(long count, long before, double windows) =>
        count <= 0 ? 1 : Math.Clamp(SpecialFunctions.BetaRegularized(count, before + 1.0, 1 / (windows + 1)), 0, 1);

    /// <summary>Days back to the same weekday of the same ISO week some years before; out of reach before the calendar begins.</summary>
    private static int DaysBack(DateOnly day, int years)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        var year = ISOWeek.GetYear(moment) - years;
        return year < 2 ? MostDays * 2 : (moment - ISOWeek.ToDateTime(year, ISOWeek.GetWeekOfYear(moment), day.DayOfWeek)).Days;
    }

    private static long Sum(ReadOnlySpan<int> counts)
    {
        long sum = 0;
        foreach (var count in counts)
            sum += count;
        return sum;
    }

    private static void Require(RatioToBaselineParameters parameters)
    {
        if (!(parameters.WindowDays is >= 1 and <= 364 && parameters.Years is >= 0 and <= 20 && parameters.FallbackWindows is >= 0 and <= 100
              && parameters.LowestBaseline > 0 && parameters.MinimumReports >= 1 && parameters.RatioAtLeast >= 0))
            throw new ArgumentException("A window, number of years or limit is out of bounds.", nameof(parameters));
        foreach (var shift in parameters.ShiftDays)
        {
            if (shift is < -182 or > 182)
                throw new ArgumentException($"A shift of {shift} days is more than half a year.", nameof(parameters));
        }
    }

    private static void Require(ReadOnlySpan<int> counts)
    {
        foreach (var count in counts)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
    }

    /// <summary>The baseline so far: window by window, and day by day with no day twice.</summary>
    private ref struct Tally(Span<bool> covered)
    {
        private readonly Span<bool> covered = covered;

        public int Windows { get; private set; }

        public long Sum { get; private set; }

        public int Days { get; private set; }

        public long SumOfDays { get; private set; }

        /// <summary>Adds the window of so many days before <paramref name="end"/>.</summary>
        public void Add(ReadOnlySpan<int> counts, int end, int days)
        {
            Windows++;
            for (var at = end - days; at < end; at++)
            {
                Sum += counts[at];
                if (covered[at])
                    continue;
                covered[at] = true;
                Days++;
                SumOfDays += counts[at];
            }
        }
    }
}
