using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Detection;

/// <summary>A part of the Danish day, of six hours from midnight.</summary>
public enum PartOfDay
{
    Night,
    Morning,
    Afternoon,
    Evening,
}

/// <summary>Saturday and Sunday, or the other days.</summary>
public enum PartOfWeek
{
    Weekdays,
    Weekend,
}

/// <summary>One report of a rise, as its pattern is seen: when it happened, where both ends are known, and where.</summary>
/// <param name="Place">UTM 32; NaN without coordinates.</param>
public readonly record struct PatternedReport(DateOnly ReportedDay, DateTimeOffset? OccurredFrom, DateTimeOffset? OccurredTo, PlanePoint Place);

/// <summary>What neighbours can use of how a rise's burglaries lie in time and place, and nothing by which one of them could be told.</summary>
/// <param name="Hours">When in the day most were done; null: no part stands out, or too few times are known.</param>
/// <param name="Days">When in the week most were done; null likewise.</param>
/// <param name="IsClose">Whether some lie so near one another in place and time that more are to be expected near them (<see cref="NearRepeatSearch"/>, with its usual numbers).</param>
/// <remarks>Times are weighed as intervals (aoristic, see <see cref="ReferenceDay"/>). An interval of more than half a day tells nothing of the hour, one of more than
/// two days nothing of the weekday: as one does when drawing profiles, such a report is left out of that question.</remarks>
public sealed record RisePattern(PartOfDay? Hours, PartOfWeek? Days, bool IsClose)
{
    /// <summary>Nothing is known.</summary>
    public static readonly RisePattern None = new(null, null, false);

    /// <summary>Half of all in one of four parts: twice what chance puts there.</summary>
    public const double MostHours = 0.5;

    /// <summary>Two thirds in two of seven days: more than twice what chance puts there.</summary>
    public const double MostInWeekend = 2 / 3.0;

    /// <summary>Nine tenths in five of seven days.</summary>
    public const double MostOnWeekdays = 0.9;

    private const int HoursOfAPart = 6;

    private static readonly TimeSpan LongestForHours = TimeSpan.FromHours(12), LongestForDays = TimeSpan.FromHours(48);

    /// <param name="fewest">The smallest number that is told to people outside the parties; a part that fewer known times speak for is not told.</param>
    public static RisePattern Of(IReadOnlyList<PatternedReport> reports, int fewest)
    {
        var hours = Known(reports, LongestForHours);
        var days = Known(reports, LongestForDays);
        return new RisePattern(
            hours.Count < fewest ? null : Enum.GetValues<PartOfDay>().Cast<PartOfDay?>().FirstOrDefault(part => Stands(hours, time => ShareIn(time, part!.Value), MostHours, fewest)),
            days.Count < fewest ? null
                : Stands(days, ShareInWeekend, MostInWeekend, fewest) ? PartOfWeek.Weekend
                : Stands(days, time => 1 - ShareInWeekend(time), MostOnWeekdays, fewest) ? PartOfWeek.Weekdays
                : null,
            AreClose(reports));
    }

    private static List<(DateTimeOffset From, DateTimeOffset To)> Known(IReadOnlyList<PatternedReport> reports, TimeSpan longest) =>
        [.. from report in reports
            where report.OccurredFrom <= report.OccurredTo && report.OccurredTo - report.OccurredFrom <= longest
            select (report.OccurredFrom!.Value, report.OccurredTo!.Value)];

    private static bool Stands(IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> times, Func<(DateTimeOffset From, DateTimeOffset To), double> share, double most, int fewest)
    {
        var weight = times.Sum(share);
        return weight >= fewest && weight > most * times.Count;
    }

    private static double ShareIn((DateTimeOffset From, DateTimeOffset To) time, PartOfDay part) => DaysOf(time).Sum(day => Share(
        time, DanishTime.At(day, new TimeOnly((int)part * HoursOfAPart, 0)), part == PartOfDay.Evening ? DanishTime.EndOf(day) : DanishTime.At(day, new TimeOnly(((int)part + 1) * HoursOfAPart, 0))));

    private static double ShareInWeekend((DateTimeOffset From, DateTimeOffset To) time) =>
        DaysOf(time).Where(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).Sum(day => Share(time, DanishTime.StartOf(day), DanishTime.EndOf(day)));

    private static IEnumerable<DateOnly> DaysOf((DateTimeOffset From, DateTimeOffset To) time)
    {
        for (var day = DanishTime.DayOf(time.From); day <= DanishTime.DayOf(time.To); day = day.AddDays(1))
            yield return day;
    }

    private static double Share((DateTimeOffset From, DateTimeOffset To) time, DateTimeOffset start, DateTimeOffset end) => time.From == time.To
        ? time.From >= start && time.From < end ? 1 : 0
        : Math.Max(0, (Earlier(time.To, end) - Later(time.From, start)) / (time.To - time.From));

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static bool AreClose(IReadOnlyList<PatternedReport> reports)
    {
        var placed = reports.Where(report => double.IsFinite(report.Place.X) && double.IsFinite(report.Place.Y)).Select(report =>
        {
            var (first, last) = ReferenceDay.Possible(report.ReportedDay, report.OccurredFrom, report.OccurredTo);
            return new DatedPlace(report.Place, report.ReportedDay.DayNumber, first.DayNumber, last.DayNumber);
        }).ToList();
        var search = new NearRepeatSearch(placed, new NearRepeatParameters());
        return Enumerable.Range(0, placed.Count).Any(number => search.At(number) is not null);
    }
}
