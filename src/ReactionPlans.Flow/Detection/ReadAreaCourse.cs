using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Reads what a criterion's rule held an area against, day by day and as known then, from the log that live judging reads. Changes nothing.</summary>
public static class ReadAreaCourse
{
    /// <param name="areaId">One that the agreement covers.</param>
    /// <param name="days">Days with data, all of them over, in order.</param>
    /// <returns>Empty for a rule that cannot be followed (<see cref="AreaCourse.Follows"/>). A rule that looks at the whole district is asked on the last of each week's days only.</returns>
    public static async Task<IReadOnlyList<CourseDay>> Of(Work work, AreaIndex map, Agreement agreement, Criterion criterion, int areaId, IReadOnlyList<DateOnly> days)
    {
        if (days.Count == 0 || !AreaCourse.Follows(criterion.Rule))
            return [];
        var (first, last) = (days[0], days[^1]);
        var log = await KnownLog.Read(
            work, map, agreement.Partnership.Id, agreement.Areas, last, last.DayNumber - first.DayNumber + criterion.Rule.HistoryDays, DanishTime.EndOf(last),
            criterion.Rule.IsLocal ? [areaId] : null);
        var number = log.Areas.ToList().FindIndex(area => area.Id == areaId);
        if (number < 0 || log.Since is not { } since)
            return [];
        var asked = days.Where(day => day >= since);
        if (!criterion.Rule.IsLocal)
            asked = asked.GroupBy(Weeks.MondayOf).Select(week => week.Last());
        var known = new KnownReports(log.Revisions, agreement.Offences[criterion.OffenceId], log.Areas.Count, since, criterion.MaximumReportingDelayDays);
        return AreaCourse.Of(criterion.Rule, new KnownDistrict(known, log.Judged), number, asked);
    }
}
