using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>
/// What a link in a notice about a step opens: the step, and what its person can do with it. The link speaks until the step is closed, so that who
/// takes it on can report it done.
/// </summary>
[AllowAnonymous]
[OpenedByLink]
public sealed class TaskModel(ReadOverview reader, [SeenByPerson] SettleTask settleTask, [SeenByPerson] AnswerGate answerGate, [SeenByPerson] ReadAreaPicture areaPicture, LinkThrottle throttle)
    : LinkPage<TaskLink>(throttle)
{
    public ActivationFacts? Activation { get; private set; }

    public TaskFacts? Task { get; private set; }

    /// <summary>The map that goes with a local post.</summary>
    public async Task<IActionResult> OnGetPictureAsync(CancellationToken stopping) =>
        await WhyNot(stopping) is null && await areaPicture.Of(Link!.PartnershipId, Link.ActivationId, stopping) is { } picture ? new PictureResult(picture) : NotFound();

    public Task OnPostSettleAsync(string? choice, string? reason, CancellationToken stopping) =>
        Answered(
            link => settleTask.Settle(link.ActivationId, link.StepId, choice ?? "", link.PartnershipId, link.PersonId, reason?.Trim(), stopping),
            Words.Settled(choice), reason, stopping);

    public Task OnPostGateAsync(string? choice, CancellationToken stopping) =>
        Answered(
            link => answerGate.Answer(link.ActivationId, link.StepId, choice ?? "", link.PartnershipId, link.PersonId, stopping),
            Words.GateAnswered(choice), null, stopping);

    /// <summary>What the person may do with the step is what the page shows.</summary>
    protected override async Task<Problem?> Read(TaskLink link, CancellationToken stopping)
    {
        if (!await reader.IsStillIn(link.PartnershipId, link.PersonId, stopping))
            return Problems.LinkOfFormerDecider.With();
        Activation = await reader.Plan(link.PartnershipId, link.PersonId, link.ActivationId, stopping);
        Task = Activation?.Tasks.FirstOrDefault(one => one.Row.StepId == link.StepId);
        return Task is { MaySettle: true } or { MayAnswerGate: true } ? null : Problems.LinkOfClosedTask.With();
    }
}
