using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>Looks for broken promises in the stored facts, after the fact and whatever the program believed: one statement for each promise.</summary>
public sealed class Promises(Database database, AgreementBook agreements)
{
    private sealed record TaskOwner(string PartnershipId, int AgreementVersion, Guid ActivationId, string StepId, string Party, string Responsible);

    /// <summary>One plain sentence for each broken promise; empty when all are kept.</summary>
    public async Task<IReadOnlyList<string>> Broken(CancellationToken stopping)
    {
        var broken = new List<string>();
        foreach (var promise in Sql.Below("Evaluation/promise-"))
            broken.AddRange(await database.Read<string>(promise, null, stopping));
        broken.AddRange(await StepsWithoutResponsible(stopping));
        return broken;
    }

    private async Task<IReadOnlyList<string>> StepsWithoutResponsible(CancellationToken stopping)
    {
        var owners = await database.Read<TaskOwner>("Evaluation/list-task-owners.sql", null, stopping);
        return await database.Do<IReadOnlyList<string>>(async work =>
        {
            var orphans = new List<string>();
            foreach (var owner in owners)
            {
                var agreement = await agreements.Version(work, owner.PartnershipId, owner.AgreementVersion);
                if (agreement.FindPerson(owner.Responsible)?.ActsFor(Enum.Parse<Party>(owner.Party)) != true)
                    orphans.Add($"Step {owner.StepId} of activation {owner.ActivationId} has no responsible person of its party.");
            }

            return orphans;
        }, stopping);
    }
}
