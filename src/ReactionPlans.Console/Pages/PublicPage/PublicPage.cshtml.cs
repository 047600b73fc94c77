using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.Web.Pages.PublicPage;

/// <summary>What a plan tells everybody: who writes, about which area, what one can do, until when. Whoever has a letter in hand sees here that it is genuine.</summary>
[AllowAnonymous]
[OpenedByCode]
public sealed class PublicPageModel([SeenByPerson] Database database, AgreementBook agreements, Wording wording, SignInThrottle throttle) : PageModel
{
    private static readonly Reaction[] ToEverybody = [Reaction.Letter, Reaction.LocalPost, Reaction.MemberAlert];

    public TextFacts Facts { get; private set; } = null!;

    /// <summary>What residents were written; null: the plan writes to nobody outside the parties.</summary>
    public RenderedText? Letter { get; private set; }

    /// <summary>The page's own address, as it is printed.</summary>
    public string Address { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stopping)
    {
        var caller = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.WaitOfLinks(caller) is { } wait)
        {
            Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (HttpContext.Features.Get<PublicPlan>() is not { } plan)
        {
            throttle.FailedLink(caller);
            return NotFound();
        }

        var read = await database.Do(work => TextFacts.Read(work, agreements, [plan.ActivationId]), stopping);
        if (!read.TryGetValue(plan.ActivationId, out var facts) || facts.Agreement.Plan.FirstOrDefault(step => ToEverybody.Contains(step.Reaction) && step.Template is not null) is not { } told)
            return NotFound();
        (Facts, Letter, Address) = (facts, wording.Write(told.Template!, facts, told.Id), wording.PublicPageOf(plan.ActivationId));
        return Page();
    }
}
