using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Flow.Decision;

/// <summary>A spike asks the question that the parties agreed on: answered by the agreement itself, or put to the right people with a deadline.</summary>
public sealed class OpenQuestion(Database database, AgreementBook agreements) : IConsumer<SpikeDetected>
{
    public const string Queue = "open-decision";

    private sealed record Spike(string PartnershipId, int AgreementVersion, DateOnly? EndedOn);

    public Task Consume(ConsumeContext<SpikeDetected> context) => database.Once(context, Queue, async work =>
    {
        var spike_id = context.Message.SpikeId;
        var spike = await work.QueryOne<Spike>("Decision/find-spike.sql", new { spike_id })
            ?? throw new InvalidOperationException($"Spike {spike_id} was announced and is not stored.");
        if (spike.EndedOn is not null)
            return; // taken back before the message was heard: there is nothing left to ask

        var agreement = await agreements.Version(work, spike.PartnershipId, spike.AgreementVersion);
        var automatic = agreement.Decision.Mode == DecisionMode.Automatic;

        await work.Execute("Decision/open-question.sql", new
        {
            spike_id,
            partnership_id = spike.PartnershipId,
            agreement_version = spike.AgreementVersion,
            mode = agreement.Decision.Mode.ToString(),
            state = (automatic ? QuestionState.Approved : QuestionState.Open).ToString(),
            now = work.Now,
            asked_people = automatic ? [] : Rules.Decisions.Decision.Asked(agreement, 1).ToArray(),
            deadline_at = automatic ? (DateTimeOffset?)null : work.Now.AddHours(agreement.Decision.DeadlineHours),
            settled_at = automatic ? work.Now : (DateTimeOffset?)null,
            reason = automatic ? "agreed" : null,
        });
        if (automatic)
            await work.Publish(new PlanActivated(spike_id));
        else
            await work.Publish(new DecisionAsked(spike_id, Round: 1));
    });
}
