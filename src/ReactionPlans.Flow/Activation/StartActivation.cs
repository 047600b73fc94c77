using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Activation;

/// <summary>Pins the agreement's version and expands its plan to tasks, each with party, person, due time and gate.</summary>
public sealed class StartActivation(Database database, AgreementBook agreements) : IConsumer<PlanActivated>
{
    public const string Queue = "start-activation";

    private sealed record Spike(string PartnershipId, int AgreementVersion, string CriterionId, int AreaId, DateOnly FiredOn);

    public Task Consume(ConsumeContext<PlanActivated> context) => database.Once(context, Queue, async work =>
    {
        var spike_id = context.Message.SpikeId;
        var spike = await work.QueryOne<Spike>("Activation/find-spike.sql", new { spike_id })
            ?? throw new InvalidOperationException($"Spike {spike_id} was activated and is not stored.");
        var agreement = await agreements.Version(work, spike.PartnershipId, spike.AgreementVersion);
        var id = StableId.OfActivation(spike_id);

        var started = await work.Execute("Activation/start-activation.sql", new
        {
            id,
            spike_id,
            partnership_id = spike.PartnershipId,
            agreement_version = spike.AgreementVersion,
            criterion_id = spike.CriterionId,
            area_id = spike.AreaId,
            fired_on = spike.FiredOn,
            now = work.Now,
            maximum_ends_at = PlanExpansion.MaximumEnd(agreement, work.Now),
        });
        if (started == 0)
        {
            // The area's plan already runs: this spike joins it as evidence.
            await work.Execute("Activation/join-spike.sql", new { spike_id, partnership_id = spike.PartnershipId, area_id = spike.AreaId, now = work.Now });
            return;
        }

        foreach (var task in PlanExpansion.Expand(agreement, work.Now, await SchoolCalendars.Of(work, agreement)))
            await AddTask(work, id, spike.PartnershipId, task);
        await work.Publish(new ActivationStarted(id));
    });

    private static Task AddTask(Work work, Guid activation_id, string partnership_id, PlannedTask task) =>
        work.Execute("Activation/add-task.sql", new
        {
            activation_id,
            partnership_id,
            step_id = task.Step.Id,
            step_order = task.Order,
            party = task.Step.Party.ToString(),
            responsible = task.Step.Responsible,
            reaction = task.Step.Reaction.ToString(),
            template = task.Step.Template,
            task_name = task.Step.TaskName,
            starts_at = task.StartsAt,
            due_at = task.DueAt,
            visits = task.Step.Station?.Visits,
            visit_hours = task.Step.Station?.Hours,
            within_days = task.Step.Station?.WithinDays,
            gate_step = task.Gate?.StepId,
            gate_informed_share = task.Gate?.InformedShare,
            gate_ask_at = task.OtherwiseFromStart ? null : task.GateAskAt,
            otherwise_site_kind = task.Step.Otherwise?.SiteKind,
            otherwise_step = task.Step.Otherwise?.WithStep,
            otherwise_chosen = task.OtherwiseFromStart,
            state = task.Gate is null && !task.OtherwiseFromStart ? "Open" : "Waiting",
        });
}
