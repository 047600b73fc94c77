using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Reactions;

/// <summary>One letter for every resident of the area, planned in one statement: residents are informed first. A step that waits for its gate
/// is planned when it opens.</summary>
public sealed class PlanLetters(Database database, AgreementBook agreements) : IConsumer<ActivationStarted>, IConsumer<PlanRoundStarted>, IConsumer<GateOpened>
{
    public const string Queue = "plan-letters";

    public Task Consume(ConsumeContext<ActivationStarted> context) =>
        database.Once(context, Queue, work => Plan(work, context.Message.ActivationId, activation => activation.StepsOf(round: 1)));

    public Task Consume(ConsumeContext<PlanRoundStarted> context) =>
        database.Once(context, Queue, work => Plan(work, context.Message.ActivationId, activation => activation.StepsOf(context.Message.Round)));

    public Task Consume(ConsumeContext<GateOpened> context) =>
        database.Once(context, Queue, work => Plan(work, context.Message.ActivationId, _ => [context.Message.StepId]));

    private async Task Plan(Work work, Guid activationId, Func<PinnedActivation, string[]> stepsOf)
    {
        var activation = await PinnedActivation.Find(work, agreements, activationId);
        var channels = activation.Agreement.Channels;
        await work.Execute("Delivery/lock-planning-letters.sql");
        var steps = await work.Query<PlannedStep>("Delivery/plan-letters.sql", new
        {
            activation_id = activationId,
            step_ids = stepsOf(activation),
            digital_post = channels.DigitalPost,
            print = channels.Print,
            nem_sms = channels.NemSms,
            per_household = channels.LettersPer == LettersPer.Household,
            at_night = channels.AtNight,
            budget_letters = channels.LetterBudget?.Letters,
            budget_days = channels.LetterBudget?.WithinDays,
            now = work.Now,
        });
        await PinnedActivation.Tell(work, activationId, steps);
    }
}
