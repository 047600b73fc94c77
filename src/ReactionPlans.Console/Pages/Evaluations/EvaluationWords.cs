using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Evaluations;

/// <summary>What plans came to, in the users' own words.</summary>
public static class EvaluationWords
{
    public static string Verdict(string? verdict) => verdict switch
    {
        null => "Ikke bedømt",
        "right" => "Rettidig",
        "too-early" => "For tidlig",
        "too-late" => "For sen",
        "needless" => "Unødvendig",
        _ => verdict,
    };

    /// <summary>Why there is no effect to tell yet, or ever.</summary>
    public static string NotWeighed(EvaluationRow row) => row.IsByCalendar
        ? "Virkningen regnes ikke ud: planen begyndte efter kalenderen og ikke efter en stigning, så der er ingen stigning uden plan at holde den op imod."
        : row.IsNeverWeighed
        ? $"Virkningen er ikke regnet ud: {Words.EndReason(row.EndReason)}."
        : $"Virkningen regnes ud den {Written.Day(row.WeighedOn)}, når de fire uger efter er gået og der er talt op.";

    public static string EffectInBrief(EvaluationRow row) => row.Weighed is { } effect ? EffectText.Brief(effect.Verdict) : row.IsNeverWeighed ? "Regnes ikke ud" : "Ikke endnu";

    public static string State(EvaluationRow row) => row.EndedOn is { } ended ? $"Slut {Written.Day(ended)}: {Words.EndReason(row.EndReason)}" : "I gang";

    /// <summary>What is known of a visit: planned, confirmed, or not there.</summary>
    public static string Dose(DoseRow dose, EvaluationFacts facts) => dose switch
    {
        { State: "Cancelled" } => "Aflyst",
        { State: not "Scheduled" } => "Ingen plads fundet",
        { Stood: true } => $"Stod {Written.Span(dose.StoodFrom!.Value, dose.StoodTo!.Value)}, {dose.Place}. Bekræftet af {facts.NameOf(dose.ConfirmedBy)}.",
        { Stood: false } => $"Stod der ikke. Oplyst af {facts.NameOf(dose.ConfirmedBy)}.",
        _ => dose.StartsAt > facts.Now ? "Planlagt" : "Planlagt; ingen har bekræftet, at den stod der",
    };

    /// <summary>"2 af 3 besøg er bekræftet, i alt 6 timer."</summary>
    public static string Doses(IReadOnlyList<DoseRow> doses)
    {
        var planned = doses.Count(dose => dose.State == "Scheduled");
        var stood = doses.Where(dose => dose.Stood == true).ToList();
        var hours = stood.Sum(dose => (dose.StoodTo!.Value - dose.StoodFrom!.Value).TotalHours);
        return stood.Count == 0
            ? $"Intet af {Written.Count(planned, "planlagt besøg", "planlagte besøg")} er bekræftet."
            : $"{Written.Number(stood.Count)} af {Written.Count(planned, "planlagt besøg", "planlagte besøg")} er bekræftet, i alt {hours.ToString("0.#", Written.Culture)} timer.";
    }
}
