using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Rules.Tests.Plans.Order;

/// <summary>What must hold whatever the order. Looked at in the facts, not in what the rules say of themselves: what the carrier has, and when.</summary>
internal static class PlanPromises
{
    public static void AtAnyTime(PlanWorld world)
    {
        var db = world.Db;
        if (db.Question != QuestionState.Approved && (db.Plan is not null || world.Carrier.Count > 0))
            throw new BrokenOrder($"Something began although the question is {db.Question}.");

        foreach (var visit in db.Visits)
        {
            var task = db.Tasks.Single(one => one.StepId == visit.StepId);
            if (task.GateOpenedAt is not { } opened || visit.StartsAt < opened)
                throw new BrokenOrder($"A visit of {visit.StepId} lies before its gate.");
            if (WasFalselyOpened(world, task, opened))
                throw new BrokenOrder($"The gate of {visit.StepId} opened by '{task.GateOpenedBy}', which the facts do not bear out.");
        }
    }

    public static void AtTheEnd(PlanWorld world)
    {
        var db = world.Db;
        if (db.Plan is not { EndedAt: { } ended } plan)
            return;
        foreach (var task in db.Tasks)
        {
            if (!task.IsSettled)
                throw new BrokenOrder($"{task.StepId} has no end.");
            if (task.State == TaskState.Cancelled && task.EscalateAt <= world.WatchedAt && task.EscalatedAt is null)
                throw new BrokenOrder($"{task.StepId} was called off long after it was due, and nobody was told.");
        }

        foreach (var visit in db.Visits.Where(visit => plan.EndReason == "stopped" && !visit.IsCalledOff && visit.StartsAt > ended))
            throw new BrokenOrder($"A visit of {visit.StepId} is to come although the plan was stopped.");

        var last = world.Carrier.Values.Where(one => DeliveryRule.IsLast(one.Delivery.Kind)).ToLookup(one => one.Delivery.Recipient);
        var alerts = world.Carrier.Values.Where(one => DeliveryRule.IsAlert(one.Delivery.Kind)).ToLookup(one => one.Delivery.Recipient);
        for (var recipient = 0; recipient < PlanWorld.Recipients; recipient++)
        {
            var expected = alerts[recipient].Any() && (plan.EndReason is "stopped" or "maximum" || world.Agreement.End.AllClear) ? 1 : 0;
            if (last[recipient].Count() != expected)
                throw new BrokenOrder($"Recipient {recipient} had {alerts[recipient].Count()} alerts and {last[recipient].Count()} last messages.");
            if (expected == 1 && alerts[recipient].Any(alert => alert.At > last[recipient].Single().At))
                throw new BrokenOrder($"Recipient {recipient} was alerted after hearing the end.");
        }

        foreach (var (stepId, corrected) in db.Corrections)
        {
            if (db.Visits.Any(visit => visit.StepId == stepId && !visit.IsCalledOff && visit.StartsAt > world.Now))
                throw new BrokenOrder($"A visit of {stepId} is to come although the step was taken out.");
            if (stepId is not null && db.Tasks.Single(task => task.StepId == stepId).SettledAt != corrected)
                throw new BrokenOrder($"{stepId} was taken out, and went on.");
        }

        foreach (var update in world.Carrier.Values.Where(one => one.Delivery.Kind == DeliveryKind.Update))
        {
            if (!alerts[update.Delivery.Recipient].Any(alert => alert.At <= update.At))
                throw new BrokenOrder($"Recipient {update.Delivery.Recipient} had {update.Delivery.Id} before any alert.");
            if (last[update.Delivery.Recipient].Any(end => end.At < update.At))
                throw new BrokenOrder($"Recipient {update.Delivery.Recipient} had {update.Delivery.Id} after the end.");
        }

        foreach (var (delivery, _) in world.Carrier.Values)
        {
            if (db.Deliveries[delivery.Id].State != DeliveryState.Accepted)
                throw new BrokenOrder($"The carrier has {delivery.Id}, and it is stored as {db.Deliveries[delivery.Id].State}.");
        }
    }

    private static bool WasFalselyOpened(PlanWorld world, TaskInMotion task, DateTimeOffset opened) => task.GateOpenedBy switch
    {
        "share" => world.Carrier.Values.Count(one => one.Delivery.StepId == task.GateStep && one.At <= opened)
            < task.GateInformedShare * world.Db.Deliveries.Values.Count(one => one.StepId == task.GateStep),
        "otherwise" => !WasDone(world, task.OtherwiseStep, opened),
        "done" => !WasDone(world, task.GateStep, opened),
        _ => !world.SaidYes.Contains((task.StepId, opened)),
    };

    private static bool WasDone(PlanWorld world, string? stepId, DateTimeOffset opened) =>
        world.Db.Tasks.Any(task => task.StepId == stepId && task is { State: TaskState.Done, SettledAt: { } done } && done <= opened);
}
