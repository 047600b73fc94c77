using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web;

/// <summary>The pages one goes to by name, each with the right its model asks for. One line for a new page.</summary>
internal static class Menu
{
    private static readonly (string Path, string Name, Right Right)[] Pages =
    [
        ("/", "Overblik", Right.SeeCounts),
        ("/Evaluations", "Evalueringer", Right.SeeCounts),
        ("/Register", "Register", Right.SeeRegister),
        ("/Stations", "Politistationer", Right.ConfirmStations),
        ("/Agreements", "Aftalen", Right.SeeAgreement),
        ("/Exercise", "Øvelse", Right.Rehearse),
        ("/Stuck", "Fastkørt", Right.SeeOperation),
        ("/Quarantine", "Karantæne", Right.SeeQuarantine),
        ("/AuditTrail", "Hvem gjorde hvad", Right.SeeAudit),
        ("/National", "Hele landet", Right.SeeAggregates),
        ("/Administration", "Drift og adgang", Right.AdministerAccounts),
    ];

    /// <summary>Empty for who has one page only: it needs no menu. Exercises are held where a host is for them.</summary>
    public static IReadOnlyList<(string Path, string Name)> Of(SignedIn person, Purpose purpose)
    {
        var pages = Pages.Where(page => person.May(page.Right) && (page.Path != "/Exercise" || purpose.IsExercise)).Select(page => (page.Path, page.Name)).ToList();
        return pages.Count > 1 ? pages : [];
    }
}
