using Microsoft.AspNetCore.Authorization;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.Spikes;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>What a link in a notice that asks for a decision opens: the evidence, then the person's answer, once.</summary>
[AllowAnonymous]
[OpenedByLink]
public sealed class AnswerModel(ReadSpike reader, [SeenByPerson] AnswerQuestion answerQuestion, LinkThrottle throttle) : LinkPage<AnswerLink>(throttle)
{
    public SpikeFacts? Facts { get; private set; }

    public Task OnPostDecideAsync(string? choice, string? reason, string? until, string? seen, CancellationToken stopping)
    {
        var given = AnswerForm.Given(choice, reason, until, seen);
        return Answered(
            async link => given.Chosen is null ? Problems.ChoiceUnknown.With(choice) : await answerQuestion.Answer(link, given, stopping),
            given.Chosen is { } chosen ? Words.Answered(chosen) : "", reason, stopping);
    }

    protected override async Task<Problem?> Read(AnswerLink link, CancellationToken stopping)
    {
        if (await answerQuestion.WhyNot(link, stopping) is { } refused)
            return refused;
        Facts = await reader.Of(link.SpikeId, link.PartnershipId, link.PersonId, unsealed: false, stopping);
        return Facts is null ? Problems.SpikeUnknown.With() : null;
    }
}
