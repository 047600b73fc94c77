using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Activation;

/// <summary>Writes the steps of a plan's round down as tasks: with party, person, deputy, times and gate, as they are agreed at that moment.</summary>
internal static class PlanSteps
{
    public static async Task Add(Work work, Agreement agreement, Guid activationId, int round = 1)
    {
        foreach (var task in PlanExpansion.Expand(agreement, work.Now, await SchoolCalendars.Of(work, agreement), round))
            await Add(work, agreement, activationId, round, task);
    }

    private static Task Add(Work work, Agreement agreement, Guid activation_id, int round, PlannedTask task) =>
        work.Execute("Activation/add-task.sql", new
        {
            activation_id,
            partnership_id = agreement.Partnership.Id,
            step_id = task.Id,
            step_order = task.Order,
            round,
            party = task.Step.Party.ToString(),
            responsible = task.Step.Responsible,
            deputy = agreement.FindPerson(task.Step.Responsible)?.Deputy,
            named_people = task.Step.Everyone.ToArray(),
            reaction = task.Step.Reaction.ToString(),
            template = task.Step.Template,
            task_name = task.Step.TaskName,
            starts_at = task.StartsAt,
            due_at = task.DueAt,
            remind_at = task.RemindAt,
            escalate_at = task.EscalateAt,
            visits = task.Step.Station?.Visits,
            visit_hours = task.Step.Station?.Hours,
            within_days = task.Step.Station?.WithinDays,
            gate_step = task.GateStep,
            gate_informed_share = task.Gate?.InformedShare,
            gate_ask_at = task.GateAskAt,
            otherwise_site_kind = task.Step.Otherwise?.SiteKind,
            otherwise_step = task.OtherwiseStep,
            otherwise_chosen = task.OtherwiseFromStart,
            state = task.StartsAs.ToString(),
        });
}
