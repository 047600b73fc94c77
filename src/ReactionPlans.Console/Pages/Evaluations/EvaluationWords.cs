using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Evaluations;

/// <summary>What plans came to, in the users' own words.</summary>
public static class EvaluationWords
{
    public static string Verdict(string? verdict) => verdict switch
    {
        null => T("Ikke bedømt"),
        "right" => T("Rettidig"),
        "too-early" => T("For tidlig"),
        "too-late" => T("For sen"),
        "needless" => T("Unødvendig"),
        _ => verdict,
    };

    /// <summary>Why there is no effect to tell yet, or ever.</summary>
    public static string NotWeighed(EvaluationRow row) => row.IsByCalendar
        ? T("Virkningen regnes ikke ud: planen begyndte efter kalenderen og ikke efter en stigning, så der er ingen stigning uden plan at holde den op imod.")
        : row.IsNeverWeighed
        ? T($"Virkningen er ikke regnet ud: {Words.EndReason(row.EndReason)}.")
        : T($"Virkningen regnes ud den {Written.Day(row.WeighedOn)}, når de fire uger efter er gået og der er talt op.");

    public static string EffectInBrief(EvaluationRow row) =>
        row.Weighed is { } effect ? T(EffectText.Brief(effect.Verdict)) : row.IsNeverWeighed ? T("Regnes ikke ud") : T("Ikke endnu");

    public static string State(EvaluationRow row) => row.EndedOn is { } ended ? T($"Slut {Written.Day(ended)}: {Words.EndReason(row.EndReason)}") : T("I gang");

    /// <summary>"Mobil station 1 ved Risskov Skole"; null: no station has been found.</summary>
    public static string? Where(DoseRow dose) => dose is { StationName: { } station, SiteName: { } site } ? T($"{station} ved {site}") : dose.StationName;

    /// <summary>What is known of a visit: planned, confirmed, or not there.</summary>
    public static string Dose(DoseRow dose, EvaluationFacts facts) => dose switch
    {
        { State: "Cancelled" } => T("Aflyst"),
        { State: not "Scheduled" } => T("Ingen plads fundet"),
        { Stood: true } => T($"Stod {Written.Span(dose.StoodFrom!.Value, dose.StoodTo!.Value)}, {dose.Place}. Bekræftet af {facts.NameOf(dose.ConfirmedBy)}."),
        { Stood: false } => T($"Stod der ikke. Oplyst af {facts.NameOf(dose.ConfirmedBy)}."),
        _ => dose.StartsAt > facts.Now ? T("Planlagt") : T("Planlagt; ingen har bekræftet, at den stod der"),
    };

    /// <summary>"2 af 3 besøg er bekræftet, i alt 6 timer."</summary>
    public static string Doses(IReadOnlyList<DoseRow> doses)
    {
        var planned = Written.Count(doses.Count(dose => dose.State == "Scheduled"), T("planlagt besøg"), T("planlagte besøg"));
        var stood = doses.Where(dose => dose.Stood == true).ToList();
        var hours = stood.Sum(dose => (dose.StoodTo!.Value - dose.StoodFrom!.Value).TotalHours);
        return stood.Count == 0
            ? T($"Intet af {planned} er bekræftet.")
            : T($"{Written.Number(stood.Count)} af {planned} er bekræftet, i alt {hours.ToString("0.#", Written.Culture)} timer.");
    }
}
