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
        var (number, sunday) = (Weeks.NumberOf(monday), monday.AddDays(6));
        if (monday.Month == sunday.Month)
            return T($"Uge {number}, {monday.Day}.–{Written.Day(sunday)}");
        var from = monday.Year == sunday.Year ? Written.DayOfYear(monday) : Written.Day(monday);
        return T($"Uge {number}, {from}–{Written.Day(sunday)}");
    }

    /// <summary>A week's reports; one without data is never none.</summary>
    public static string Reports(AreaWeek week) =>
        week.HasNoData ? T("Ingen data") : week.DaysWithoutData == 0 ? Written.Number(week.Reports)
            : T($"{Written.Number(week.Reports)} ({Written.Count(week.DaysWithoutData, T("dag"), T("dage"))} uden data)");

    public static string Number(double? number) => number is { } known ? known.ToString("0.#", Written.Culture) : "–";

    /// <summary>What else a week had, each thing in a few words.</summary>
    public static IReadOnlyList<string> Marks(AreaWeek week) =>
        [.. week.Spikes.Select(spike => spike.Level == nameof(CriterionLevel.Watch)
                ? T($"Vist stigning fundet {Written.Day(spike.FiredOn)} ({spike.CriterionId})")
                : T($"Stigning fundet {Written.Day(spike.FiredOn)} ({spike.CriterionId})")),
            .. week.Plans.Select(plan => T($"Plan begyndt {Written.Day(DanishTime.DayOf(plan.StartedAt))}")),
            .. week.Holidays];

    public static string Ended(AreaSpikeRow spike) =>
        spike.EndedOn is { } ended ? $"{Written.Day(spike.FiredOn)} – {Written.Day(ended)}: {Words.EndReason(spike.EndReason)}" : T($"Siden {Written.Day(spike.FiredOn)}, ikke forbi");

    public static string Ended(AreaPlanRow plan) =>
        plan.EndedOn is { } ended ? $"{Written.Instant(plan.StartedAt)} – {Written.Day(ended)}: {Words.EndReason(plan.EndReason)}" : T($"Siden {Written.Instant(plan.StartedAt)}, i gang");

    public static string Years(int years) => years == 1 ? T("De seneste 12 måneder") : T($"De seneste {years} år");

    /// <summary>What kind of offence a report is, in the agreement's words.</summary>
    public static string Offence(ReportRow report, Agreement agreement)
    {
        var name = agreement.Offences.Values.FirstOrDefault(offence => offence.Codes.Contains(report.Offence))?.One ?? report.Offence;
        return report.Attempt ? T($"{name} (forsøg)") : name;
    }

    public static string Happened(ReportRow report) => (report.OccurredFrom, report.OccurredTo) switch
    {
        ({ } from, { } to) when from == to => Written.Instant(from),
        ({ } from, { } to) => Written.Span(from, to),
        ({ } from, null) => T($"efter {Written.Instant(from)}"),
        (null, { } to) => T($"før {Written.Instant(to)}"),
        _ => T("Ikke oplyst"),
    };
}
