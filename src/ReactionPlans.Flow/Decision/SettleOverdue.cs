using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Flow.Decision;

/// <summary>
/// What time does to questions. Before the deadline those asked are reminded, and the personal deputies of those who have not answered are asked too; at it comes what was agreed: the next person is asked, the plan
/// starts, or it lapses. At the end of a hold it is asked anew, and then the same deadline holds as for any question.
/// </summary>
public sealed class SettleOverdue(Database database, AgreementBook agreements, TimeProvider clock)
{
    /// <summary>Properties instead of a constructor: Dapper knows an array by no closer type than Array.</summary>
    private sealed record Reminder
    {
        public Guid SpikeId { get; init; }
        public string PartnershipId { get; init; } = "";
        public int AgreementVersion { get; init; }
        public int Round { get; init; }
        public string[] AskedPeople { get; init; } = [];
    }

    public async Task Run(CancellationToken stopping)
    {
        while (await database.Do(RemindOfOne, stopping))
        {
        }
        while (await database.Do(SettleOne, stopping))
        {
        }
    }

    /// <summary>The next deadline or reminder, for the virtual clock.</summary>
    public async Task<DateTimeOffset?> NextDue(CancellationToken stopping) =>
        (await database.Read<DueAt>("Decision/next-due.sql", new { now = clock.GetUtcNow() }, stopping))[0].Due;

    private async Task<bool> RemindOfOne(Work work)
    {
        if (await work.QueryOne<Reminder>("Decision/claim-reminder.sql", new { now = work.Now }) is not { } due)
            return false;
        var agreement = await agreements.Version(work, due.PartnershipId, due.AgreementVersion);
        if (await Approvals.AreEnough(work, agreement, due.SpikeId))
            return true; // answered: it waits for others, and the reminder is taken away

        var standIns = AskingOrder.StandIns(agreement, due.AskedPeople, [.. (await Approvals.Given(work, agreement, due.SpikeId)).Select(person => person.Id)]);
        if (standIns.Count > 0)
        {
            await work.Execute("Decision/ask-too.sql", new { spike_id = due.SpikeId, people = standIns.ToArray() });
            // Of the same round: those who were told of it are not told again.
            await work.Publish(new DecisionAsked(due.SpikeId, due.Round));
        }

        await work.Publish(new DecisionDue(due.SpikeId, due.Round));
        return true;
    }

    private async Task<bool> SettleOne(Work work)
    {
        if (await work.QueryOne<Question>("Decision/claim-overdue-question.sql", new { now = work.Now }) is not { } question)
            return false;

        var agreement = await agreements.Version(work, question.PartnershipId, question.AgreementVersion);
        var happened = question.Phase == QuestionState.Held ? QuestionEvent.HoldEnds : QuestionEvent.DeadlinePasses;
        if (happened == QuestionEvent.DeadlinePasses && await Approvals.AreEnough(work, agreement, question.SpikeId))
        {
            await GoOnAlone(work, question);
            return true;
        }

        var next = Rules.Decisions.Decision.Next(question.Phase, happened, agreement.Decision.OnDeadline)
            ?? throw new InvalidOperationException($"A question that is {question.State} has no {happened}.");
        if (next == QuestionState.Open)
        {
            await Ask.Again(work, agreement, question, anew: happened == QuestionEvent.HoldEnds);
            return true;
        }

        await work.Execute("Decision/settle-question.sql", new { spike_id = question.SpikeId, state = next.ToString(), reason = "deadline", now = work.Now });
        if (next == QuestionState.Approved)
            await work.Publish(new PlanActivated(question.SpikeId));
        else
            await work.Publish(new SpikeDismissed(question.SpikeId));
        return true;
    }

    /// <summary>It is approved and only waits for others. Handed to SettleJoint, which locks the offer before its questions.</summary>
    private static async Task GoOnAlone(Work work, Question question)
    {
        await work.Execute("Decision/wait-for-joint.sql", new { spike_id = question.SpikeId });
        await work.Publish(new JointDue(question.SpikeId));
    }
}
