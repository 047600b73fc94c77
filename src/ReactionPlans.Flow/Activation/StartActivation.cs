using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Activation;

/// <summary>Pins the agreement's version and expands its plan to tasks, each with party, person, due time and gate.</summary>
public sealed class StartActivation(Database database, AgreementBook agreements) : IConsumer<PlanActivated>, IConsumer<JointPlanActivated>
{
    public const string Queue = "start-activation";

    private sealed record Spike(Guid Id, string PartnershipId, int AgreementVersion, string CriterionId, int AreaId, DateOnly FiredOn);

    private sealed record Running(Guid ActivationId, int AgreementVersion, string CriterionId);

    public Task Consume(ConsumeContext<PlanActivated> context) =>
        database.Once(context, Queue, work => Start(work, [context.Message.SpikeId], joint_id: null));

    public Task Consume(ConsumeContext<JointPlanActivated> context) =>
        database.Once(context, Queue, work => Start(work, context.Message.SpikeIds, context.Message.JointId));

    /// <param name="spikeIds">Of one partnership: one plan starts for all of their areas.</param>
    private async Task Start(Work work, Guid[] spikeIds, Guid? joint_id)
    {
        var spikes = await work.Query<Spike>("Activation/find-spikes.sql", new { spike_ids = spikeIds });
        if (spikes.Count < spikeIds.Length)
            throw new InvalidOperationException($"Of the spikes {string.Join(", ", spikeIds)} one was activated and is not stored.");

        // A plan that is being ended at this moment is over, not running: nothing joins it.
        await work.Execute("Activation/lock-watching.sql");
        await work.Execute("Activation/lock-starting.sql", new { partnership_id = spikes[0].PartnershipId });
        var fresh = new List<Spike>();
        foreach (var spike in spikes)
        {
            if (!await JoinRunning(work, spike))
                fresh.Add(spike);
        }

        if (fresh.Count > 0)
            await Begin(work, fresh, joint_id);
    }

    /// <summary>Where the area's plan already runs, the spike joins it as evidence.</summary>
    /// <remarks>But a rise ends the plan of a season and has its own: what residents were told of the week tells them nothing of the rise. A season that begins while
    /// a rise's plan runs does not keep that plan from ending when the number has fallen.</remarks>
    private async Task<bool> JoinRunning(Work work, Spike spike)
    {
        if (await work.QueryOne<Running>("Activation/find-running.sql", new { partnership_id = spike.PartnershipId, area_id = spike.AreaId }) is not { } running)
            return false;
        var isRise = await CountsReports(work, spike.PartnershipId, spike.AgreementVersion, spike.CriterionId);
        if (isRise && !await CountsReports(work, spike.PartnershipId, running.AgreementVersion, running.CriterionId))
        {
            await PlanEnds.End(work, running.ActivationId, new EndStep.End(work.Today, PlanEnd.Overtaken, null));
            return false;
        }

        await work.Execute("Activation/join-spike.sql",
            new { activation_id = running.ActivationId, spike_id = spike.Id, partnership_id = spike.PartnershipId, now = work.Now });
        if (isRise)
            await work.Execute("Activation/renew-covered-area.sql", new { activation_id = running.ActivationId, spike_id = spike.Id, area_id = spike.AreaId });
        return true;
    }

    private async Task<bool> CountsReports(Work work, string partnershipId, int version, string criterionId) =>
        (await agreements.Version(work, partnershipId, version)).FindCriterion(criterionId)?.Rule.CountsReports ?? true;

    /// <param name="spikes">The first to fire leads: its id, criterion and version are the plan's.</param>
    private async Task Begin(Work work, IReadOnlyList<Spike> spikes, Guid? joint_id)
    {
        var lead = spikes[0];
        var agreement = await agreements.Version(work, lead.PartnershipId, lead.AgreementVersion);
        var id = StableId.OfActivation(lead.Id);
        var started = await work.Execute("Activation/start-activation.sql", new
        {
            id,
            spike_id = lead.Id,
            partnership_id = lead.PartnershipId,
            agreement_version = lead.AgreementVersion,
            criterion_id = lead.CriterionId,
            area_id = lead.AreaId,
            fired_on = lead.FiredOn,
            joint_id,
            now = work.Now,
            trace = Tracing.Now,
            maximum_ends_at = PlanExpansion.MaximumEnd(agreement, lead.CriterionId, lead.FiredOn, work.Now),
        });
        if (started == 0)
        {
            if (spikes.Count > 1)
                throw new InvalidOperationException($"Activation {id} has been, and {spikes.Count - 1} further spikes would have no plan.");
            return; // it has run, and ended
        }

        foreach (var spike in spikes)
        {
            await work.Execute("Activation/cover-area.sql",
                new { activation_id = id, partnership_id = spike.PartnershipId, area_id = spike.AreaId, spike_id = spike.Id });
            if (spike != lead)
                await work.Execute("Activation/join-spike.sql", new { activation_id = id, spike_id = spike.Id, partnership_id = spike.PartnershipId, now = work.Now });
        }

        await PlanSteps.Add(work, agreement, id);
        await work.Publish(new ActivationStarted(id));
    }
}
