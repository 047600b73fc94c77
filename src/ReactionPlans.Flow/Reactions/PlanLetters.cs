using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow.Reactions;

/// <summary>One letter for every resident of the area, planned in one statement: residents are informed first.</summary>
public sealed class PlanLetters(Database database, AgreementBook agreements) : IConsumer<ActivationStarted>
{
    public const string Queue = "plan-letters";

    public Task Consume(ConsumeContext<ActivationStarted> context) =>
        database.Once(context, Queue, async work =>
        {
            var activation = await PinnedActivation.Find(work, agreements, context.Message.ActivationId);
            var channels = activation.Agreement.Channels;
            await work.Execute("Delivery/lock-planning-letters.sql");
            var steps = await work.Query<PlannedStep>("Delivery/plan-letters.sql", new
            {
                activation_id = activation.Key.Id,
                digital_post = channels.DigitalPost,
                print = channels.Print,
                budget_letters = channels.LetterBudget?.Letters,
                budget_days = channels.LetterBudget?.WithinDays,
                now = work.Now,
            });
            await PinnedActivation.Tell(work, activation.Key.Id, steps);
        });
}
