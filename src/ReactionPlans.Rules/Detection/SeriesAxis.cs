namespace ReactionPlans.Rules.Detection;

/// <summary>When the steps of a series of counts are: by their days, or only by their numbers.</summary>
/// <remarks>Positions are counted from 0. Dated weeks follow the calendar, so week 42 meets week 42 through years of 53 weeks;
/// numbered ones go back <see cref="Frequency"/> steps a year.</remarks>
public sealed class SeriesAxis
{
    private readonly DateOnly[]? _days;

    private SeriesAxis(int length, int frequency, DateOnly[]? days) => (Length, Frequency, _days) = (length, frequency, days);

    public int Length { get; }

    /// <summary>Steps a year: 52 weeks, 12 months, 365 days.</summary>
    public int Frequency { get; }

    /// <summary>Whether the steps have days.</summary>
    public bool IsDated => _days is not null;

    /// <summary>Days between the first two steps: the unit of time of a dated series.</summary>
    internal double StepDays => _days![1].DayNumber - _days[0].DayNumber;

    /// <param name="length">Steps; at least 1.</param>
    /// <param name="frequency">Steps a year; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Either is below 1.</exception>
    public static SeriesAxis Numbered(int length, int frequency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frequency, 1);
        return new SeriesAxis(length, frequency, null);
    }

    /// <param name="days">One Danish day for each step, at least 2, rising; weeks (frequency 52) exactly 7 days apart.</param>
    /// <param name="frequency">Steps a year; at least 1.</param>
    /// <exception cref="ArgumentException">The days are too few, do not rise, or are no weeks where they should be.</exception>
    public static SeriesAxis Dated(IEnumerable<DateOnly> days, int frequency)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentOutOfRangeException.ThrowIfLessThan(frequency, 1);
        DateOnly[] own = [.. days];
        if (own.Length < 2)
            throw new ArgumentException("A dated series has at least two steps.", nameof(days));
        for (var at = 1; at < own.Length; at++)
        {
            var step = own[at].DayNumber - own[at - 1].DayNumber;
            if (step <= 0 || (frequency == 52 && step != 7))
                throw new ArgumentException($"Step {at} ({own[at]:yyyy-MM-dd}) lies {step} days after the one before.", nameof(days));
        }

        return new SeriesAxis(own.Length, frequency, own);
    }

    internal int DayNumber(int position) => _days![position].DayNumber;

    /// <summary>The same step a whole number of years before; below 0: before the series began; null: the series has no such step.</summary>
    /// <remarks>In weeks the same weekday nearest to the same date. 29 February is 1 March in a year without it, as in R.</remarks>
    internal int? YearsBefore(int position, int years)
    {
        if (_days is null)
            return (int)Math.Max(-1, position - (long)Frequency * years);

        var day = _days[position];
        if (day.Year - years < _days[0].Year - 1 || day.Year - years < 2)
            return -1;

        var same = day.AddYears(-years);
        if (same.Day != day.Day)
            same = same.AddDays(1);
        if (Frequency == 52)
            same = same.AddDays((day.DayOfWeek - same.DayOfWeek + 10) % 7 - 3);

        var found = Array.BinarySearch(_days, same);
        return found >= 0 ? found : same < _days[0] ? -1 : null;
    }
}
