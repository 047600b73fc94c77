using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Web.Pages.Areas;

/// <summary>One week of an area.</summary>
/// <param name="Last">Its Sunday, or today.</param>
/// <param name="Reports">As known now.</param>
/// <param name="DaysWithoutData">Days of it on which there were no data: their reports are not none, they are not known.</param>
/// <param name="Highest">The highest number of the week's nights in the criterion's window, as known then; null where no night was asked.</param>
/// <param name="Expected">What the criterion's rule expected in its window at the end of the week; null for rules that expect nothing.</param>
/// <param name="Bound">Where it drew its line then; null for rules that draw it elsewhere.</param>
/// <param name="Spikes">Those that fired in the week.</param>
/// <param name="Plans">Those that began in it.</param>
/// <param name="Holidays">By name.</param>
public sealed record AreaWeek(
    DateOnly Monday, DateOnly Last, int Reports, int DaysWithoutData, double? Highest, double? Expected, double? Bound,
    IReadOnlyList<AreaSpikeRow> Spikes, IReadOnlyList<AreaPlanRow> Plans, IReadOnlyList<string> Holidays)
{
    public bool HasNoData => DaysWithoutData == Last.DayNumber - Monday.DayNumber + 1;
}

/// <summary>What weeks are made of.</summary>
/// <param name="Reports">By reported day; a day without any is not among them.</param>
/// <param name="WithData">The days that are over and have data.</param>
/// <param name="Course">What the criterion's rule saw.</param>
public sealed record AreaDays(
    DateOnly Today, IReadOnlyDictionary<DateOnly, int> Reports, IReadOnlySet<DateOnly> WithData, IReadOnlyList<CourseDay> Course,
    IReadOnlyList<AreaSpikeRow> Spikes, IReadOnlyList<AreaPlanRow> Plans, SchoolCalendar Calendar)
{
    /// <summary>Today has data as far as it has come.</summary>
    public bool HasData(DateOnly day) => day >= Today || WithData.Contains(day);

    /// <param name="first">A Monday.</param>
    public IReadOnlyList<AreaWeek> Weeks(DateOnly first)
    {
        var course = Course.ToLookup(one => Rules.Time.Weeks.MondayOf(one.Day));
        var weeks = new List<AreaWeek>();
        for (var monday = first; monday <= Today; monday = monday.AddDays(7))
            weeks.Add(Week(monday, [.. course[monday]]));
        return weeks;
    }

    private AreaWeek Week(DateOnly monday, IReadOnlyList<CourseDay> course)
    {
        var last = monday.AddDays(6) < Today ? monday.AddDays(6) : Today;
        var days = Enumerable.Range(0, last.DayNumber - monday.DayNumber + 1).Select(monday.AddDays).ToList();
        bool IsIn(DateOnly day) => monday <= day && day <= last;
        return new AreaWeek(
            monday,
            last,
            days.Sum(day => Reports.GetValueOrDefault(day)),
            days.Count(day => !HasData(day)),
            course.Count == 0 ? null : course.Max(one => one.Count),
            course.LastOrDefault(one => one.Expected is not null).Expected,
            course.LastOrDefault(one => one.Bound is not null).Bound,
            [.. Spikes.Where(spike => IsIn(spike.FiredOn))],
            [.. Plans.Where(plan => IsIn(DanishTime.DayOf(plan.StartedAt)))],
            [.. DanishHolidays.Of(monday.Year).Concat(monday.Year == last.Year ? [] : DanishHolidays.Of(last.Year)).Where(holiday => IsIn(holiday.Day)).Select(holiday => holiday.Name),
                .. days.Any(day => Calendar.IsHoliday(day)) ? (string[])[T("Skoleferie")] : []]);
    }
}
