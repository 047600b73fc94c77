using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Decisions;
using Rule = ReactionPlans.Rules.Decisions.Decision;

namespace ReactionPlans.Flow.Decision;

/// <summary>Whether a link still answers. Asked when its page is shown, and again under the question's lock when it is used.</summary>
public static class LinkStanding
{
    private sealed record Row(string State, int Round, bool Used);

    /// <returns>Null: it does.</returns>
    public static async Task<Problem?> WhyNot(Work work, AgreementBook agreements, AnswerLink link)
    {
        if (await work.QueryOne<Row>("Decision/read-link.sql", new
        {
            spike_id = link.SpikeId,
            partnership_id = link.PartnershipId,
            person_id = link.PersonId,
            round = link.Round,
            notice = link.Notice,
        }) is not { } question)
            return Problems.SpikeUnknown.With();
        if (question.Used)
            return Problems.LinkUsed.With();
        if (!Rule.IsUndecided(Enum.Parse<QuestionState>(question.State)))
            return Problems.LinkAnswered.With();
        if (work.Now >= link.ExpiresAt || question.Round != link.Round)
            return Problems.LinkExpired.With();
        return await MayDecide(work, agreements, link) ? null : Problems.LinkOfFormerDecider.With();
    }

    /// <summary>By the agreement in force today, as one who signs in: the question is pinned to an older one, and people come and go.</summary>
    private static async Task<bool> MayDecide(Work work, AgreementBook agreements, AnswerLink link) =>
        (await agreements.InForce(work, work.Today)).FirstOrDefault(agreement => agreement.Partnership.Id == link.PartnershipId)
            ?.FindPerson(link.PersonId)?.May(Right.Decide) == true;
}
