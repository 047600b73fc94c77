using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Flow.Decision;

/// <summary>Puts a question that is stored to the next people.</summary>
internal static class Ask
{
    /// <param name="anew">From the beginning of the order: after a hold, and when the number has risen on.</param>
    public static async Task Again(Work work, Agreement agreement, Question question, bool anew)
    {
        var askedInTurn = anew ? [] : question.AskedInTurn;
        var next = AskingOrder.Next(agreement, askedInTurn, work.Now);
        var round = question.Round + 1;
        await work.Execute("Decision/ask-again.sql", new
        {
            spike_id = question.SpikeId,
            round,
            now = work.Now,
            asked_people = next.PersonIds.ToArray(),
            asked_in_turn = askedInTurn.Union(next.PersonIds).ToArray(),
            deadline_at = next.DeadlineAt,
            remind_at = next.RemindAt,
        });
        await work.Publish(new DecisionAsked(question.SpikeId, round));
    }
}
