namespace ReactionPlans.Rules.Detection;

/// <summary>Which weeks a judged week is compared with, in which part of the year each lies, and when: the same for every area, so drawn once.</summary>
/// <remarks>Windows of 2 x HalfWindow + 1 weeks round the same week in the judged and in earlier years are one part of the year; the weeks between
/// two windows are cut into the other parts, the first ones a week longer where it does not come out even (Noufaily et al. 2013, Stat. Med. 32:1206).</remarks>
public sealed class FarringtonBaseline
{
    private FarringtonBaseline(FarringtonParameters parameters, int length, int week, FarringtonSilence silence) =>
        (Parameters, SeriesLength, Week, Silence) = (parameters, length, week, silence);

    public FarringtonParameters Parameters { get; }

    /// <summary>Steps in the series this is for.</summary>
    public int SeriesLength { get; }

    /// <summary>The judged week's position, from 0.</summary>
    public int Week { get; }

    /// <summary>Why there is no baseline: <see cref="FarringtonSilence.TooShort"/> or <see cref="FarringtonSilence.ReferenceMissing"/>; else None.</summary>
    public FarringtonSilence Silence { get; }

    /// <summary>Positions of the baseline's weeks, rising, from 0.</summary>
    public IReadOnlyList<int> Positions => PositionArray;

    /// <summary>Each week's part of the year, 1 to SeasonGroups; the judged week's is SeasonGroups.</summary>
    public IReadOnlyList<int> Groups => GroupArray;

    /// <summary>Each week's time: steps since the first (the length of the series' first step is the unit), or the number of the week, from 1,
    /// where weeks have numbers only.</summary>
    public IReadOnlyList<double> Times => TimeArray;

    /// <summary>The judged week's time.</summary>
    public double TimeAtWeek { get; private init; }

    internal int[] PositionArray { get; private init; } = [];

    internal int[] GroupArray { get; private init; } = [];

    internal double[] TimeArray { get; private init; } = [];

    /// <summary>Where a fit keeps each of the weeks.</summary>
    internal FarringtonPlaces Places { get; private init; } = new([], [], 0);

    /// <param name="week">Position of the judged week, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The week is outside the series, or a parameter outside its bounds.</exception>
    public static FarringtonBaseline Of(FarringtonParameters parameters, SeriesAxis axis, int week)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(axis);
        parameters.Check();
        ArgumentOutOfRangeException.ThrowIfNegative(week);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(week, axis.Length);

        Span<int> references = stackalloc int[parameters.YearsBack + 1];
        for (var year = 0; year <= parameters.YearsBack; year++)
        {
            if (axis.YearsBefore(week, year) is not { } reference)
                return new FarringtonBaseline(parameters, axis.Length, week, FarringtonSilence.ReferenceMissing);
            if (reference < parameters.HalfWindow)
                return new FarringtonBaseline(parameters, axis.Length, week, FarringtonSilence.TooShort);
            references[year] = reference;
        }

        return Numbered(parameters, axis, week, GroupsUpTo(week, references, parameters));
    }

    /// <summary>Most whole years, up to <paramref name="atMost"/>, that the series reaches back from a week; 0: less than one.</summary>
    /// <param name="week">Position of the judged week, from 0.</param>
    public static int YearsAvailable(SeriesAxis axis, int week, int halfWindow, int atMost)
    {
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentOutOfRangeException.ThrowIfNegative(week);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(week, axis.Length);
        var years = 0;
        while (years < atMost && axis.YearsBefore(week, years + 1) is { } reference && reference >= halfWindow)
            years++;
        return years;
    }

    /// <summary>The part of the year of each week before the judged one; 0: none.</summary>
    private static int[] GroupsUpTo(int week, ReadOnlySpan<int> references, FarringtonParameters parameters)
    {
        var (half, last) = (parameters.HalfWindow, parameters.SeasonGroups);
        var groups = new int[week];
        for (var year = references.Length - 1; year > 0 && last > 1; year--)
            Cut(groups, references[year] + half + 1, references[year - 1] - half, last - 1);
        foreach (var reference in references)
            groups.AsSpan(reference - half, Math.Min(reference + half + 1, week) - (reference - half)).Fill(last);
        groups.AsSpan((int)Math.Max(0, (long)week - parameters.PastWeeksNotIncluded)).Clear();
        return groups;
    }

    /// <summary>Cuts the weeks from <paramref name="start"/> to before <paramref name="end"/> into parts numbered from 1.</summary>
    private static void Cut(Span<int> groups, int start, int end, int parts)
    {
        var weeks = end - start; // none or fewer where the windows meet
        for (int part = 1, at = start; part <= parts && weeks > 0; part++)
        {
            var size = weeks / parts + (part <= weeks % parts ? 1 : 0);
            groups.Slice(at, size).Fill(part);
            at += size;
        }
    }

    private static FarringtonBaseline Numbered(FarringtonParameters parameters, SeriesAxis axis, int week, int[] groups)
    {
        int[] positions = [.. Enumerable.Range(0, week).Where(at => groups[at] > 0)];
        int[] parts = [.. positions.Select(at => groups[at])];
        double[] times = [.. positions.Select(Time)];
        return new FarringtonBaseline(parameters, axis.Length, week, FarringtonSilence.None)
        {
            PositionArray = positions,
            GroupArray = parts,
            TimeArray = times,
            Places = new FarringtonPlaces(parts, times, parameters.SeasonGroups),
            TimeAtWeek = positions.Length > 0 ? Time(week) : 0,
        };

        double Time(int at) => axis.IsDated ? (axis.DayNumber(at) - axis.DayNumber(positions[0])) / axis.StepDays : at + 1;
    }
}
