using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.Overview;

public sealed partial class ReadOverview
{
    /// <summary>Null at somebody's first visit: everything would be new.</summary>
    private static async Task<ChangeFacts?> Changes(Work work, SignedIn person, Agreement? agreement)
    {
        var key = new { partnership_id = person.PartnershipId, person_id = person.PersonId };
        if (await work.Scalar<DateTime?>("Access/note-seen.sql", new { key.partnership_id, key.person_id, now = work.Now }) is not { } since)
            return null;
        var rows = await work.Query<ChangeRow>("Activation/show-changes.sql", new { key.partnership_id, key.person_id, since, most = ChangeFacts.Most + 1 });
        return new ChangeFacts(new DateTimeOffset(since), work.Today, [.. rows.Take(ChangeFacts.Most)], rows.Count > ChangeFacts.Most, agreement);
    }
}
