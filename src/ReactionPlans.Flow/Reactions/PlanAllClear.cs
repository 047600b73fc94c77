using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Tells everyone who got the alert how it went, or that it was stopped; and takes back the alerts that never left.</summary>
/// <remarks>An alert being sent at this very moment has its last message planned too: it waits until the alert is settled, and is dropped
/// when the alert failed. So nobody is missed, and nobody hears the end of something they never heard of.</remarks>
public sealed class PlanAllClear(Database database, AgreementBook agreements) : IConsumer<ActivationEnded>
{
    public const string Queue = "plan-all-clear";

    public Task Consume(ConsumeContext<ActivationEnded> context) =>
        database.Once(context, Queue, async work =>
        {
            var activation = await PinnedActivation.Find(work, agreements, context.Message.ActivationId);
            var id = activation.Key.Id;
            await work.Execute("Delivery/skip-unsent.sql", new { activation_id = id, now = work.Now });
            if (activation.Key.EndReason == "stopped")
            {
                await work.Execute("Reactions/cancel-visits.sql", new { activation_id = id, now = work.Now });
                await Invitations.Plan(work, id, activation.Key.FiredOn);
            }

            if (DeliveryRule.LastMessage(activation.Key.EndReason, activation.Agreement.End.AllClear) is { } kind)
            {
                var stepId = StepOf(kind);
                await work.Execute("Delivery/plan-sequel.sql", new { activation_id = id, step_id = stepId, kind = kind.ToString(), template = stepId, now = work.Now });
                await work.Publish(new ReactionPlanned(id, stepId));
            }
        });

    /// <summary>The message's own step, which is its template's name too.</summary>
    private static string StepOf(DeliveryKind kind) => kind switch
    {
        DeliveryKind.StillHigh => "still-high",
        DeliveryKind.Correction => "correction",
        _ => "all-clear",
    };
}
