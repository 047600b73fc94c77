using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Access;

/// <summary>A plan whose public page somebody asks for: all that is known of them is that they have its code.</summary>
public sealed record PublicPlan(Guid ActivationId, string PartnershipId);

/// <summary>Finds plans by their public codes.</summary>
public sealed class PublicPlans(Database database)
{
    /// <returns>Null: there is none, or it has ended long ago.</returns>
    public async Task<PublicPlan?> Find(string? typed, CancellationToken stopping) =>
        PublicCode.Read(typed) is { } code
            ? await database.Do(work => work.QueryOne<PublicPlan>("Access/find-public-plan.sql", new { code, now = work.Now }), stopping)
            : null;
}
