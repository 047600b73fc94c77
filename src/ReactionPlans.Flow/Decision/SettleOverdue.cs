using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Flow.Decision;

/// <summary>A question past its deadline gets what was agreed: the next person is asked, the plan starts, or it lapses. A hold comes back as a question.</summary>
public sealed class SettleOverdue(Database database, AgreementBook agreements)
{
    public async Task Run(CancellationToken stopping)
    {
        while (await database.Do(SettleOne, stopping))
        {
        }
    }

    /// <summary>The next deadline, for the virtual clock.</summary>
    public async Task<DateTimeOffset?> NextDue(CancellationToken stopping) =>
        (await database.Read<DueAt>("Decision/next-due.sql", null, stopping))[0].Due;

    private async Task<bool> SettleOne(Work work)
    {
        if (await work.QueryOne<Question>("Decision/claim-overdue-question.sql", new { now = work.Now }) is not { } question)
            return false;

        var agreement = await agreements.Version(work, question.PartnershipId, question.AgreementVersion);
        var ask = question.Phase == QuestionState.Held || agreement.Decision.OnDeadline == OnDeadline.Escalate;
        var state = ask ? QuestionState.Open : agreement.Decision.OnDeadline == OnDeadline.Activate ? QuestionState.Approved : QuestionState.Lapsed;
        if (ask)
        {
            var round = question.Round + 1;
            await work.Execute("Decision/ask-again.sql", new
            {
                spike_id = question.SpikeId,
                round,
                now = work.Now,
                asked_people = Rules.Decisions.Decision.Asked(agreement, round).ToArray(),
                deadline_at = work.Now.AddHours(agreement.Decision.DeadlineHours),
            });
            await work.Publish(new DecisionAsked(question.SpikeId, round));
            return true;
        }

        await work.Execute("Decision/settle-question.sql", new
        {
            spike_id = question.SpikeId,
            state = state.ToString(),
            reason = "deadline",
            deadline_at = (DateTimeOffset?)null,
            settled_at = work.Now,
        });
        if (state == QuestionState.Approved)
            await work.Publish(new PlanActivated(question.SpikeId));
        else
            await work.Publish(new SpikeDismissed(question.SpikeId));
        return true;
    }
}
