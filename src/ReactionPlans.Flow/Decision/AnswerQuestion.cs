using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Time;
using Rule = ReactionPlans.Rules.Decisions.Decision;

namespace ReactionPlans.Flow.Decision;

/// <summary>A person answers a question; the answer and what follows from it commit together.</summary>
public sealed class AnswerQuestion(Database database, AgreementBook agreements, SealedReasons reasons)
{
    /// <param name="partnershipId">The person's own partnership: a spike of another is as good as none.</param>
    /// <returns>Null when it was done, otherwise why not.</returns>
    public Task<Problem?> Answer(Guid spikeId, GivenAnswer given, string partnershipId, string personId, CancellationToken stopping) =>
        database.Do(work => Answer(work, spikeId, given, partnershipId, personId), stopping);

    /// <summary>The same for the person whom a link in a notice was made for; the link is used up when the answer is stored, and not before.</summary>
    public Task<Problem?> Answer(AnswerLink link, GivenAnswer given, CancellationToken stopping) =>
        database.Do(work => Answer(work, link.SpikeId, given with { Way = AnswerWay.Link }, link.PartnershipId, link.PersonId, link), stopping);

    /// <summary>Why a link no longer answers; null: it does.</summary>
    public Task<Problem?> WhyNot(AnswerLink link, CancellationToken stopping) =>
        database.Do(work => LinkStanding.WhyNot(work, agreements, link), stopping);

    /// <summary>The same in the caller's transaction.</summary>
    internal async Task<Problem?> Answer(Work work, Guid spikeId, GivenAnswer given, string partnershipId, string personId, AnswerLink? link = null)
    {
        IReadOnlyList<Offered> offer = given.Together ? await work.Query<Offered>("Decision/find-offer.sql", new { spike_id = spikeId, partnership_id = partnershipId }) : [];
        var questions = await work.Query<Question>(
            "Decision/lock-questions.sql", new { spike_ids = offer.Select(one => one.SpikeId).Append(spikeId).ToArray(), partnership_id = partnershipId });
        if (questions.FirstOrDefault(one => one.SpikeId == spikeId) is not { } question)
            return Problems.SpikeUnknown.With();
        if (link is not null && await LinkStanding.WhyNot(work, agreements, link) is { } spent)
            return spent;

        var agreement = await agreements.Version(work, question.PartnershipId, question.AgreementVersion);
        if (given.Chosen is not { } chosen || Rule.Next(question.Phase, chosen) is not { } next)
            return Problems.DecisionNotAllowed.With(given.Action, question.State);
        if (agreement.FindPerson(personId) is not { } person || !person.May(Right.Decide) || !Rule.May(person, chosen, agreement.Decision.Mode))
            return Problems.NotYourDecision.With(agreement.FindPerson(personId)?.Name ?? personId);
        if (Rule.NeedsReason(chosen) && given.Why is null)
            return Problems.ReasonMissing.With(given.Action);
        if (chosen == DecisionAction.Hold && Rule.LatestHold(agreement.Decision, question.AskedAt) is var latest
            && (given.HoldUntil is not { } until || until <= work.Now || until > latest))
            return Problems.HoldEndWrong.With(DanishText.Moment(latest));

        if (given.Together && (chosen != DecisionAction.Approve || offer.Count == 0 || question.Phase == QuestionState.Held || offer[0].Areas != given.AreasSeen))
            return Problems.NothingToAnswerTogether.With();
        if (chosen == DecisionAction.Approve && (await Approvals.Given(work, agreement, spikeId)).Contains(person))
            return Problems.AnsweredByThem.With(person.Name);

        var answerId = await Store(work, question, chosen, given, personId, offer.Count == 0 ? null : offer[0].JointId);
        if (given.Together)
            await ApproveTheOthers(work, questions.Except([question]), offer[0].JointId, given, personId);
        if (link is not null)
            await Use(work, link);
        await Apply(work, agreement, question, new Given(answerId, chosen, next, given, personId));
        return null;
    }

    /// <summary>An answer that is stored.</summary>
    private sealed record Given(long Id, DecisionAction Chosen, QuestionState Next, GivenAnswer Answer, string PersonId);

    /// <summary>A question of the person's own partnership in the offer that they answer.</summary>
    private sealed record Offered(Guid JointId, Guid SpikeId, string Areas);

    /// <summary>The same yes for the partnership's other questions in the offer, where this person has a say and has not given it.</summary>
    private async Task ApproveTheOthers(Work work, IEnumerable<Question> others, Guid jointId, GivenAnswer given, string personId)
    {
        foreach (var other in others)
        {
            var agreement = await agreements.Version(work, other.PartnershipId, other.AgreementVersion);
            if (other.Phase is QuestionState.Open or QuestionState.Returned
                && agreement.FindPerson(personId) is { } person && Rule.May(person, DecisionAction.Approve, agreement.Decision.Mode)
                && !(await Approvals.Given(work, agreement, other.SpikeId)).Contains(person))
            {
                await Store(work, other, DecisionAction.Approve, given, personId, jointId);
            }
        }
    }

    private async Task<long> Store(Work work, Question question, DecisionAction chosen, GivenAnswer given, string personId, Guid? jointId)
    {
        var isSealed = Rule.SealsReason(chosen);
        var answerId = await work.Scalar<long>("Decision/add-answer.sql", new
        {
            spike_id = question.SpikeId,
            partnership_id = question.PartnershipId,
            action = chosen.ToString(),
            person_id = personId,
            reason = isSealed ? null : given.Why,
            way = given.WayStored,
            held_until = given.HoldUntil,
            joint_id = jointId,
            now = work.Now,
        });
        if (isSealed)
            await reasons.Keep(work, answerId, question.PartnershipId, given.Why!);
        await Audit.Write(work, Actor.Person(personId), new AuditEntry(
            ActionOf(chosen), question.PartnershipId, "spike", question.SpikeId.ToString(), new { answer = answerId, way = given.WayStored, through = given.Through, until = given.HoldUntil, joint = jointId }));
        return answerId;
    }

    private static Task Use(Work work, AnswerLink link) => work.Execute("Decision/use-link.sql", new
    {
        spike_id = link.SpikeId,
        partnership_id = link.PartnershipId,
        person_id = link.PersonId,
        round = link.Round,
        notice = link.Notice,
        now = work.Now,
    });

    private static AuditAction ActionOf(DecisionAction chosen) => chosen switch
    {
        DecisionAction.Approve => AuditAction.SpikeApproved,
        DecisionAction.Hold => AuditAction.SpikeHeld,
        DecisionAction.Dismiss => AuditAction.SpikeDismissed,
        DecisionAction.Return => AuditAction.SpikeReturned,
        _ => AuditAction.SpikeReplied,
    };

    private static async Task Apply(Work work, Agreement agreement, Question question, Given given)
    {
        var spike_id = question.SpikeId;
        switch (given.Chosen)
        {
            case DecisionAction.Approve:
                if (given.Answer.Together || !await Approvals.AreEnough(work, agreement, spike_id))
                {
                    // The other party's approval is still to come, or SettleJoint looks whether all have approved; the deadline stands, and so does a hold's end.
                    await work.Publish(new AnswerGiven(spike_id, given.Id));
                    break;
                }
                await Settle(work, spike_id, given);
                await work.Publish(new PlanActivated(spike_id));
                break;
            case DecisionAction.Dismiss:
                await Settle(work, spike_id, given);
                await work.Publish(new SpikeDismissed(spike_id));
                break;
            case DecisionAction.Hold:
                await work.Execute("Decision/hold-question.sql", new { spike_id, until = given.Answer.HoldUntil, person_id = given.PersonId });
                await work.Publish(new AnswerGiven(spike_id, given.Id));
                break;
            default:
                await work.Execute("Decision/move-question.sql", new { spike_id, state = given.Next.ToString() });
                await work.Publish(new AnswerGiven(spike_id, given.Id));
                break;
        }
    }

    private static Task Settle(Work work, Guid spike_id, Given given) =>
        work.Execute("Decision/settle-question.sql", new { spike_id, state = given.Next.ToString(), reason = given.Answer.Why, now = work.Now });
}
