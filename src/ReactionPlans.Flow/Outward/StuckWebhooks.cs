using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Outward;

/// <summary>
/// Receivers of events that do not confirm, for the administrator. Whatever database it is given, it sees the operation and nothing else; and it needs
/// no key, since it signs nothing.
/// </summary>
public sealed class StuckWebhooks(Database whole)
{
    private readonly Database database = whole.SeenBy(Scope.Operation);

    public async Task<IReadOnlyList<Webhook>> List(CancellationToken stopping) =>
        [.. (await Webhooks.List(database, stopping)).Where(webhook => webhook.FailingSince is not null)];

    /// <summary>Has a receiver tried again at once, from where it left off. Safe to press twice: what is confirmed is not brought again.</summary>
    /// <returns>False: there is no such receiver, or it fails in nothing any more.</returns>
    public Task<bool> Resume(string id, Actor by, CancellationToken stopping) => Webhooks.Resume(database, id, by, stopping);
}
