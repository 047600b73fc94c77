namespace ReactionPlans.Rules.Detection;

/// <summary>Which reports came late: first known more than <see cref="AfterDays"/> days after the burglary can have happened at the latest.</summary>
/// <remarks>A count with many of them tells of weeks gone by as much as of the days it is counted on: people come home from holiday. A week, since nine in ten
/// reports are known within six days (benchmark of docs: detection). Without usable times a report is measured from its reported day.</remarks>
public static class LateReports
{
    public const int AfterDays = 7;

    /// <param name="firstKnownOn">The day on which anything was first known of the report.</param>
    public static bool IsLate(LoggedReport report, DateOnly firstKnownOn) =>
        firstKnownOn.DayNumber - ReferenceDay.Possible(report.ReportedDay, report.OccurredFrom, report.OccurredTo).Last.DayNumber > AfterDays;
}
