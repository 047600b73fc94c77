using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using Rule = ReactionPlans.Rules.Decisions.Decision;

namespace ReactionPlans.Flow.Decision;

/// <summary>A person approves, holds or dismisses; the answer and what follows from it commit together.</summary>
public sealed class AnswerQuestion(Database database, AgreementBook agreements)
{
    /// <param name="action">approve, hold or dismiss.</param>
    /// <param name="partnershipId">The person's own partnership: a spike of another is as good as none.</param>
    /// <returns>Null when it was done, otherwise why not.</returns>
    public Task<Problem?> Answer(Guid spikeId, string action, string partnershipId, string personId, string? reason, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var question = await work.QueryOne<Question>("Decision/lock-question.sql", new { spike_id = spikeId, partnership_id = partnershipId });
            if (question is null)
                return Problems.SpikeUnknown.With();

            var agreement = await agreements.Version(work, question.PartnershipId, question.AgreementVersion);
            if (!Enum.TryParse<DecisionAction>(action, ignoreCase: true, out var chosen) || Rule.Next(question.Phase, chosen) is not { } next)
                return Problems.DecisionNotAllowed.With(action, question.State);
            if (agreement.FindPerson(personId) is not { } person || !person.May(Right.Decide) || !Rule.May(person, chosen, agreement.Decision.Mode))
                return Problems.NotYourDecision.With(agreement.FindPerson(personId)?.Name ?? personId);
            if (Rule.NeedsReason(chosen) && string.IsNullOrWhiteSpace(reason))
                return Problems.ReasonMissing.With(action);

            await work.Execute("Decision/add-answer.sql", new { spike_id = spikeId, partnership_id = question.PartnershipId, action = chosen.ToString(), person_id = personId, reason, now = work.Now });
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(ActionOf(chosen), question.PartnershipId, "spike", spikeId.ToString()));
            await Apply(work, agreement, question, chosen, next, reason);
            return null;
        }, stopping);

    private static AuditAction ActionOf(DecisionAction chosen) => chosen switch
    {
        DecisionAction.Approve => AuditAction.SpikeApproved,
        DecisionAction.Hold => AuditAction.SpikeHeld,
        _ => AuditAction.SpikeDismissed,
    };

    private static async Task Apply(
        Work work, Agreement agreement, Question question, DecisionAction chosen, QuestionState next, string? reason)
    {
        if (chosen == DecisionAction.Approve)
        {
            var approvers = await work.Query<string>("Decision/list-approvers.sql", new { spike_id = question.SpikeId });
            if (!Rule.IsApproved(agreement.Decision.Mode, [.. approvers.Select(agreement.FindPerson).OfType<Person>()]))
                return; // the other party's approval is still to come; the deadline stands
        }

        await work.Execute("Decision/settle-question.sql", new
        {
            spike_id = question.SpikeId,
            state = next.ToString(),
            reason,
            // A hold comes back as a question when the time to answer has passed once more.
            deadline_at = next == QuestionState.Held ? work.Now.AddHours(agreement.Decision.DeadlineHours) : (DateTimeOffset?)null,
            settled_at = next == QuestionState.Held ? (DateTimeOffset?)null : work.Now,
        });
        if (next == QuestionState.Approved)
            await work.Publish(new PlanActivated(question.SpikeId));
        else if (next == QuestionState.Dismissed)
            await work.Publish(new SpikeDismissed(question.SpikeId));
    }
}
