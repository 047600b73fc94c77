using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Areas;

/// <summary>An area's weeks in words.</summary>
public static class AreaWords
{
    /// <summary>"Uge 10, 2.–8. marts 2026".</summary>
    public static string Week(AreaWeek week) => Week(week.Monday);

    public static string Week(DateOnly monday)
    {
        var sunday = monday.AddDays(6);
        var from = monday.Month == sunday.Month ? $"{monday.Day}." : monday.ToString(monday.Year == sunday.Year ? "d. MMMM" : "d. MMMM yyyy", Danish.Culture);
        return $"Uge {Weeks.NumberOf(monday)}, {from}–{Danish.Day(sunday)}";
    }

    /// <summary>A week's reports; one without data is never none.</summary>
    public static string Reports(AreaWeek week) =>
        week.HasNoData ? "Ingen data" : week.DaysWithoutData == 0 ? Danish.Number(week.Reports) : $"{Danish.Number(week.Reports)} ({Danish.Count(week.DaysWithoutData, "dag", "dage")} uden data)";

    public static string Number(double? number) => number is { } known ? known.ToString("0.#", Danish.Culture) : "–";

    /// <summary>What else a week had, each thing in a few words.</summary>
    public static IReadOnlyList<string> Marks(AreaWeek week) =>
        [.. week.Spikes.Select(spike => $"{(spike.Level == nameof(CriterionLevel.Watch) ? "Vist stigning" : "Stigning")} fundet {Danish.Day(spike.FiredOn)} ({spike.CriterionId})"),
            .. week.Plans.Select(plan => $"Plan begyndt {Danish.Day(DanishTime.DayOf(plan.StartedAt))}"),
            .. week.Holidays];

    public static string Ended(AreaSpikeRow spike) =>
        spike.EndedOn is { } ended ? $"{Danish.Day(spike.FiredOn)} – {Danish.Day(ended)}: {Words.EndReason(spike.EndReason)}" : $"Siden {Danish.Day(spike.FiredOn)}, ikke forbi";

    public static string Ended(AreaPlanRow plan) =>
        plan.EndedOn is { } ended ? $"{Danish.Instant(plan.StartedAt)} – {Danish.Day(ended)}: {Words.EndReason(plan.EndReason)}" : $"Siden {Danish.Instant(plan.StartedAt)}, i gang";

    public static string Years(int years) => years == 1 ? "De seneste 12 måneder" : $"De seneste {years} år";

    /// <summary>What kind of offence a report is, in the agreement's words.</summary>
    public static string Offence(ReportRow report, Agreement agreement) =>
        (agreement.Offences.Values.FirstOrDefault(offence => offence.Codes.Contains(report.Offence))?.One ?? report.Offence) + (report.Attempt ? " (forsøg)" : "");

    public static string Happened(ReportRow report) => (report.OccurredFrom, report.OccurredTo) switch
    {
        ({ } from, { } to) when from == to => Danish.Instant(from),
        ({ } from, { } to) => Danish.Span(from, to),
        ({ } from, null) => $"efter {Danish.Instant(from)}",
        (null, { } to) => $"før {Danish.Instant(to)}",
        _ => "Ikke oplyst",
    };
}
