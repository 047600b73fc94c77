using Microsoft.AspNetCore.Authorization;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>What a link in the notice at a plan's agreed end opens: how the plan stands, and the person's answer to how it goes on.</summary>
[AllowAnonymous]
[OpenedByLink]
public sealed class EndModel(ReadOverview reader, [SeenByPerson] AnswerEnd answerEnd, LinkThrottle throttle) : LinkPage<EndLink>(throttle)
{
    public ActivationFacts? Activation { get; private set; }

    public Task OnPostEndAsync(string? choice, CancellationToken stopping) =>
        Answered(link => answerEnd.Answer(link, choice ?? "", stopping), Words.EndAnswered(choice), null, stopping);

    protected override async Task<Problem?> Read(EndLink link, CancellationToken stopping)
    {
        if (!await reader.IsStillIn(link.PartnershipId, link.PersonId, stopping))
            return Problems.LinkOfFormerDecider.With();
        Activation = await reader.Plan(link.PartnershipId, link.PersonId, link.ActivationId, stopping);
        if (Activation is not { Row.EndDeadlineAt: not null } || Activation.Row.EndQuestion != link.Question)
            return Problems.LinkAnswered.With();
        if (Activation.Row.EndAnsweredBy.Contains(link.PersonId))
            return Problems.LinkUsed.With();
        return Activation.MayAnswerEnd ? null : Problems.LinkOfFormerDecider.With();
    }
}
