using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Texts;
using ReactionPlans.Web.Pages.Answer;

namespace ReactionPlans.Web.Pages.PublicPage;

/// <summary>What a plan tells everybody: who writes, about which area, what one can do, until when. Whoever has a letter in hand sees here that it is genuine.</summary>
[AllowAnonymous]
[OpenedByCode]
public sealed class PublicPageModel([SeenByPerson] Database database, AgreementBook agreements, Wording wording, [SeenByPerson] ReadAreaPicture areaPicture, LinkThrottle throttle) : PageModel
{
    private static readonly Reaction[] ToEverybody = [Reaction.Letter, Reaction.LocalPost, Reaction.MemberAlert];

    public TextFacts Facts { get; private set; } = null!;

    /// <summary>What residents were written; null: a text that the lint keeps from being sent, and so from being read here too (fewer told of than agreed, say).</summary>
    public RenderedText? Letter { get; private set; }

    /// <summary>Null: the sender has none.</summary>
    public LogoImage? Logo { get; private set; }

    /// <summary>The page's own address, as it is printed.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The step whose text the page shows; null: the plan writes to nobody outside the parties.</summary>
    public static PlanStep? ToldStep(Agreement agreement) => agreement.Plan.FirstOrDefault(step => ToEverybody.Contains(step.Reaction) && step.Template is not null);

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping)
    {
        if (Refusal() is { } refused)
            return refused;
        var plan = Plan!;
        if (await Read(plan, stopping) is not { } facts || ToldStep(facts.Agreement) is not { } told)
            return NotFound();
        var (letter, faults) = wording.WriteChecked(TextCheck.ReceiverOf(told.Reaction.ToString())!.Value, told.Template!, facts, told.Id);
        (Facts, Letter, Logo, Address) = (facts, faults.Any(TextLint.Harms) ? null : letter, wording.LogoOf(facts), wording.PublicPageOf(plan.ActivationId));
        return Page();
    }

    /// <summary>The sender's picture, as on the letter.</summary>
    public async Task<IActionResult> OnGetLogoAsync(CancellationToken stopping) =>
        Refusal() ?? (await Read(Plan!, stopping) is { } facts && wording.LogoOf(facts) is { } logo ? File(logo.File.Png, LogoFile.MediaType) : NotFound());

    /// <summary>The map of where the plan is.</summary>
    public async Task<IActionResult> OnGetPictureAsync(CancellationToken stopping) =>
        Refusal() ?? (await areaPicture.Of(Plan!.PartnershipId, Plan.ActivationId, stopping) is { } picture ? new PictureResult(picture) : NotFound());

    private async Task<TextFacts?> Read(PublicPlan plan, CancellationToken stopping) =>
        (await database.Do(work => TextFacts.Read(work, agreements, [plan.ActivationId]), stopping)).GetValueOrDefault(plan.ActivationId);

    private PublicPlan? Plan => HttpContext.Features.Get<PublicPlan>();

    /// <summary>Null: the code is a plan's, and its reader has not asked too often.</summary>
    private IActionResult? Refusal()
    {
        var caller = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.WaitOf(caller) is { } wait)
        {
            Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (Plan is not null)
            return null;
        throttle.Failed(caller);
        return NotFound();
    }
}
