using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>
/// What an agreement lets its parties choose between, in the page's language: a form offers it, so it has to be understood. In Danish they are the words of <see cref="AgreementWords"/>,
/// whose whole sentences about an agreement are Danish on every page, as on its print.
/// </summary>
public static class AgreementTerms
{
    public static string Of(Party party) => party == Party.Police ? T("politiet") : T("kommunen");

    public static string Of(CriterionLevel level) => level == CriterionLevel.Activate ? T("sætter planen i gang") : T("vises kun");

    public static string Of(DecisionMode mode) => mode switch
    {
        DecisionMode.Automatic => T("planen går i gang af sig selv"),
        DecisionMode.Police => T("politiet godkender"),
        _ => T("politiet og kommunen godkender begge"),
    };

    public static string Of(OnDeadline onDeadline) => onDeadline switch
    {
        OnDeadline.Escalate => T("spørges stedfortræderne"),
        OnDeadline.Activate => T("går planen i gang"),
        _ => T("bortfalder den"),
    };

    public static string Role(string role) => role switch
    {
        "police-coordinator" => T("politiets koordinator"),
        "police-duty" => T("politiets vagthavende"),
        "municipal-lead" => T("kommunens projektleder"),
        "joint-coordinator" => T("fælles koordinator"),
        _ => role,
    };

    /// <summary>"straks", "2 timer", "14 dage".</summary>
    public static string Hours(double hours) => hours switch
    {
        0 => T("straks"),
        1 => Written.Count(1, T("time"), T("timer")),
        >= 48 when hours % 24 == 0 => $"{Exact(hours / 24)} {T("dage")}",
        _ => $"{Exact(hours)} {T("timer")}",
    };

    public static string Days(int days) => Written.Count(days, T("dag"), T("dage"));

    private static string Exact(double number) => number.ToString("R", Written.Culture);
}
