using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Flow.Decision;

/// <summary>A spike asks the question that the parties agreed on: answered by the agreement itself, or put to the right people with a deadline.
/// A number that rises on asks again what was dismissed.</summary>
public sealed class OpenQuestion(Database database, AgreementBook agreements) : IConsumer<SpikeDetected>, IConsumer<SpikeEscalated>
{
    public const string Queue = "open-decision";

    private sealed record Spike(string PartnershipId, int AgreementVersion, DateOnly? EndedOn);

    public Task Consume(ConsumeContext<SpikeDetected> context) => database.Once(context, Queue, async work =>
    {
        var spike_id = context.Message.SpikeId;
        var spike = await Find(work, spike_id);
        if (spike.EndedOn is not null)
            return; // taken back before the message was heard: there is nothing left to ask

        var agreement = await agreements.Version(work, spike.PartnershipId, spike.AgreementVersion);
        var first = agreement.Decision.Mode == DecisionMode.Automatic ? null : AskingOrder.Next(agreement, [], work.Now);

        await work.Execute("Decision/open-question.sql", new
        {
            spike_id,
            partnership_id = spike.PartnershipId,
            agreement_version = spike.AgreementVersion,
            mode = agreement.Decision.Mode.ToString(),
            state = (first is null ? QuestionState.Approved : QuestionState.Open).ToString(),
            now = work.Now,
            asked_people = first?.PersonIds.ToArray() ?? [],
            deadline_at = first?.DeadlineAt,
            remind_at = first?.RemindAt,
            settled_at = first is null ? work.Now : (DateTimeOffset?)null,
            reason = first is null ? "agreed" : null,
        });
        if (first is null)
            await work.Publish(new PlanActivated(spike_id));
        else
            await work.Publish(new DecisionAsked(spike_id, Round: 1));
    });

    public Task Consume(ConsumeContext<SpikeEscalated> context) => database.Once(context, Queue, async work =>
    {
        var spike_id = context.Message.SpikeId;
        if (await work.QueryOne<Question>("Decision/lock-question-of-spike.sql", new { spike_id }) is not { } question || (await Find(work, spike_id)).EndedOn is not null)
            return; // the question itself is still on its way, and will be asked with the higher number

        var agreement = await agreements.Version(work, question.PartnershipId, question.AgreementVersion);
        if (Rules.Decisions.Decision.Next(question.Phase, QuestionEvent.Escalates, agreement.Decision.OnDeadline) == QuestionState.Open)
            await Ask.Again(work, agreement, question, anew: true);
        else
            await work.Publish(new TellOfEscalation(spike_id));
    });

    private static async Task<Spike> Find(Work work, Guid spikeId) =>
        await work.QueryOne<Spike>("Decision/find-spike.sql", new { spike_id = spikeId })
        ?? throw new InvalidOperationException($"Spike {spikeId} was announced and is not stored.");
}
