using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web;

/// <summary>The pages one goes to by name, each with the right its model asks for. One line for a new page.</summary>
internal static class Menu
{
    private static readonly (string Path, Func<string> Name, Right Right)[] Pages =
    [
        ("/", () => T("Overblik"), Right.SeeCounts),
        ("/Evaluations", () => T("Evalueringer"), Right.SeeCounts),
        ("/Register", () => T("Register"), Right.SeeRegister),
        ("/Stations", () => T("Politistationer"), Right.SeeCounts),
        ("/Agreements", () => T("Aftalen"), Right.SeeAgreement),
        ("/Templates", () => T("Skabeloner"), Right.SeeAgreement),
        ("/Exercise", () => T("Øvelse"), Right.Rehearse),
        ("/Stuck", () => T("Fastkørt"), Right.SeeOperation),
        ("/Quarantine", () => T("Karantæne"), Right.SeeQuarantine),
        ("/AuditTrail", () => T("Hvem gjorde hvad"), Right.SeeAudit),
        ("/National", () => T("Hele landet"), Right.SeeAggregates),
        ("/Administration", () => T("Drift og adgang"), Right.AdministerAccounts),
    ];

    /// <summary>Empty for who has one page only: it needs no menu. Exercises are held where a host is for them.</summary>
    public static IReadOnlyList<(string Path, string Name)> Of(SignedIn person, Purpose purpose)
    {
        var pages = Pages.Where(page => person.May(page.Right) && (page.Path != "/Exercise" || purpose.IsExercise)).Select(page => (page.Path, page.Name())).ToList();
        return pages.Count > 1 ? pages : [];
    }
}
