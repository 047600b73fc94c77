using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Reactions;

/// <summary>One row of read-activation.sql.</summary>
public sealed record ActivationKey
{
    public Guid Id { get; init; }
    public Guid SpikeId { get; init; }
    public string PartnershipId { get; init; } = "";
    public int AgreementVersion { get; init; }
    public DateOnly FiredOn { get; init; }
    public DateOnly FiredMonth { get; init; }
    public DateTimeOffset MaximumEndsAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndReason { get; init; }
}

/// <summary>A step whose deliveries have been planned.</summary>
/// <param name="Waiting">How many wait to be sent.</param>
public sealed record PlannedStep(string StepId, int Waiting);

/// <summary>An activation with the agreement it started under.</summary>
public sealed record PinnedActivation(ActivationKey Key, Agreement Agreement)
{
    /// <exception cref="InvalidOperationException">A message named an activation that is not there.</exception>
    public static async Task<PinnedActivation> Find(Work work, AgreementBook agreements, Guid activationId)
    {
        var key = await work.QueryOne<ActivationKey>("Reactions/read-activation.sql", new { activation_id = activationId })
            ?? throw new InvalidOperationException($"There is no activation {activationId}.");
        return new PinnedActivation(key, await agreements.Version(work, key.PartnershipId, key.AgreementVersion));
    }

    /// <summary>The steps of a round of its plan.</summary>
    public string[] StepsOf(int round) => [.. Agreement.Plan.Select(step => PlanExpansion.StepIn(round, step.Id))];

    /// <summary>Tells that steps are planned; a step that has nobody to write to is settled already.</summary>
    public static async Task Tell(Work work, Guid activationId, IReadOnlyList<PlannedStep> steps)
    {
        foreach (var step in steps)
            await work.Publish(new ReactionPlanned(activationId, step.StepId));
        if (steps.Any(step => step.Waiting == 0))
            await work.Publish(new DeliveriesSettled([activationId]));
    }
}
