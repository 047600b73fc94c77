using System.Globalization;
using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Tells everyone who got the alert what was wrong in a plan that goes on; and takes back what steps that were taken out had arranged.</summary>
/// <remarks>As with the end (<see cref="PlanAllClear"/>): an alert that is being sent at this moment has its update planned too, and it waits for it.</remarks>
public sealed class PlanUpdate(Database database) : IConsumer<PlanCorrected>
{
    public const string Queue = "plan-update";

    private sealed class Correction
    {
        public string[] TakenOut { get; init; } = [];

        public bool HasEnded { get; init; }

        public DateOnly FiredOn { get; init; }
    }

    public Task Consume(ConsumeContext<PlanCorrected> context) =>
        database.Once(context, Queue, async work =>
        {
            var (id, number) = (context.Message.ActivationId, context.Message.Correction);
            var correction = await work.QueryOne<Correction>("Reactions/read-correction.sql", new { activation_id = id, number })
                ?? throw new InvalidOperationException($"Activation {id} has no correction {number}.");
            if (correction.HasEnded) // its last message is on the way, and has called everything off
                return;

            var steps = new { activation_id = id, step_ids = correction.TakenOut, now = work.Now };
            await work.Execute("Delivery/skip-taken-out.sql", steps);
            if (await work.Execute("Reactions/cancel-visits-of-steps.sql", steps) > 0)
                await Invitations.Plan(work, id, correction.FiredOn);
            var stepId = StepOf(number);
            await work.Execute("Delivery/plan-sequel.sql", new { activation_id = id, step_id = stepId, kind = nameof(DeliveryKind.Update), template = "update", now = work.Now });
            await work.Publish(new ReactionPlanned(id, stepId));
        });

    private static string StepOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Texts.Wording.UpdatePrefix}{number}");
}
