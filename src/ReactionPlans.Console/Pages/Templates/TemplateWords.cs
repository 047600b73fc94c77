using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Texts;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Templates;

/// <summary>The texts of an agreement in words: for whom, when they are sent, in which language, and what the lint says.</summary>
public static class TemplateWords
{
    public static string Of(TextAudience audience) => audience switch
    {
        TextAudience.Residents => T("Breve til beboerne"),
        TextAudience.NeighbourFriends => T("Beskeder til nabovenner og foreninger"),
        TextAudience.Members => T("Korte beskeder til nabohjælpere"),
        TextAudience.LocalGroups => T("Opslag i lokale grupper"),
        TextAudience.TakenFurther => T("Tekster til opgaver, som den ansvarlige retter til"),
        TextAudience.EverybodyTold => T("Til alle, der fik besked"),
        _ => T("Til parterne"),
    };

    public static string Language(string language) => language switch
    {
        TextLanguage.English => T("dansk med engelsk under"),
        TextLanguage.EasyDanish => T("letlæst dansk"),
        _ => T("dansk"),
    };

    /// <summary>By which steps of the plan, or else when, a text is sent.</summary>
    public static string Used(SentTemplate sent)
    {
        var steps = Written.List([.. sent.Steps.Select(Words.Step).Distinct()]);
        // A station's texts follow its steps: which they are tells nothing of when.
        var used = sent.Steps.Count > 0 && sent.Audience != TextAudience.Parties ? steps : When(sent.Name);
        return sent.IsSeason && sent.File != sent.Name ? T($"{used} (plan efter kalenderen)") : used;
    }

    public static string Origin(TemplateSource source) => source.IsOwn ? T("jer selv") : T("materialebanken");

    /// <summary>What the lint found, in short.</summary>
    public static string Found(PreparedText prepared) =>
        prepared.IsForParties ? T("læses kun af parterne")
        : prepared.Faults.Any(TextLint.Harms) ? T("bliver ikke sendt")
        : prepared.Faults.Count > 0 ? (prepared.Faults.Count == 1 ? T("1 ting at se efter") : T($"{Written.Number(prepared.Faults.Count)} ting at se efter"))
        : T("intet at rette");

    private static string When(string name) => name switch
    {
        "decision" => T("Når en stigning skal besluttes"),
        "decision-reminder" => T("Når fristen nærmer sig, og ingen har svaret"),
        "held" => T("Når politiet sætter i bero"),
        "returned" => T("Når spørgsmålet sendes tilbage med et spørgsmål"),
        "replied" => T("Når der er svaret på det"),
        "settled" => T("Når spørgsmålet lukkes uden plan"),
        "half-approved" => T("Når den ene part har godkendt"),
        "escalated" => T("Når tallet stiger yderligere"),
        "joint-offered" => T("Når flere områder kan besluttes samlet"),
        "joint-approved" => T("Når andre har godkendt samlet"),
        "joint-left" => T("Når et område går ud af det samlede svar"),
        "approved-together" => T("Når I har godkendt samlet med andre"),
        "activated" => T("Når planen går i gang"),
        "gate" => T("Når et trin venter på et svar"),
        "due" => T("Når en opgave snart skal være gjort"),
        "deputy" => T("Når ingen har taget opgaven: til stedfortræderen"),
        "late" => T("Når en opgave er over tiden"),
        "overdue" => T("Når en opgave er en dag over tiden"),
        "corrected" => T("Når en plan er rettet"),
        "stopped" => T("Når planen er stoppet"),
        "end-question" => T("Når den længste varighed er nået"),
        "prolonged" => T("Når planen forlænges"),
        "new-round" => T("Når planens trin tages forfra"),
        "season-over" => T("Når ugen er forbi"),
        "season-overtaken" => T("Når en stigning afløser planen efter kalenderen"),
        "station-visit" => T("Når besøgene er lagt eller flyttet"),
        "visit-invited" => T("Indkaldelse til kalenderen"),
        "visit-cancelled" => T("Aflysning til kalenderen"),
        "feed-silent" => T("Når en kilde er blevet stille"),
        "feed-back" => T("Når kilden leverer igen"),
        "district-rise" => T("Når hele kredsen stiger"),
        "review-due" => T("Når aftalen skal ses efter"),
        "update" => T("Når en plan, der kører, bliver rettet"),
        "all-clear" => T("Når tallet er faldet"),
        "still-high" => T("Når planen slutter, og tallet stadig er højt"),
        "correction" => T("Når planen bliver stoppet"),
        _ => name,
    };
}
