using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Activation;

/// <summary>Whose a step of a running plan is, and who asks, as the agreement says that the plan is pinned to.</summary>
/// <param name="Person">Who asks; null: nobody of that agreement.</param>
internal sealed record TaskOwner(Party Party, Person? Person)
{
    private sealed record Row(int AgreementVersion, string Party);

    /// <param name="partnershipId">The person's own: a step of another partnership is as good as none.</param>
    /// <returns>Null: there is no such step in a plan that runs.</returns>
    public static async Task<TaskOwner?> Find(Work work, AgreementBook agreements, Guid activationId, string stepId, string partnershipId, string personId)
    {
        var key = new { activation_id = activationId, step_id = stepId, partnership_id = partnershipId };
        return await work.QueryOne<Row>("Activation/read-task.sql", key) is { } row
            ? new TaskOwner(Enum.Parse<Party>(row.Party), (await agreements.Version(work, partnershipId, row.AgreementVersion)).FindPerson(personId))
            : null;
    }
}
