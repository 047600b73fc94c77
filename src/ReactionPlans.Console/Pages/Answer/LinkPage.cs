using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>
/// What every page that a link opens has in common: it asks the same first, tells a refusal in the same way, and answers for the one person whom the link
/// was made for. Looking changes nothing, for mail scanners follow links; only the form's own post acts.
/// </summary>
/// <typeparam name="TLink">The kind of link that the page is for; one of another kind is as good as none.</typeparam>
public abstract class LinkPage<TLink>(LinkThrottle throttle) : PageModel
    where TLink : PersonLink
{
    /// <summary>Why the link does not act; null: it does.</summary>
    public Problem? Refused { get; private set; }

    /// <summary>Why this answer was not taken; the link still acts.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>What was written in the form that was not taken.</summary>
    public string? Typed { get; private set; }

    /// <summary>Told once the answer is stored; null: it is not.</summary>
    public string? Done { get; private set; }

    public string PersonId => Link?.PersonId ?? "";

    protected TLink? Link => HttpContext.Features.Get<PersonLink>() as TLink;

    public async Task OnGetAsync(CancellationToken stopping)
    {
        if (await WhyNot(stopping) is { } refused)
            Refuse(refused);
    }

    /// <summary>Reads what the link is about, for the page to show.</summary>
    /// <returns>Why the link does not act now; null: it does.</returns>
    protected abstract Task<Problem?> Read(TLink link, CancellationToken stopping);

    /// <summary>The link speaks for the person it was made for: who is signed in as another must not answer in that name by mistake.</summary>
    protected virtual bool IsSignedInAsAnother(TLink link) =>
        SignedIn.Find(HttpContext.User) is { } person && (person.PartnershipId, person.PersonId) != (link.PartnershipId, link.PersonId);

    /// <param name="answer">Stores the answer, or says why not.</param>
    /// <param name="done">Told when it is stored.</param>
    protected async Task Answered(Func<TLink, Task<Problem?>> answer, string done, string? typed, CancellationToken stopping)
    {
        if (await WhyNot(stopping) is { } refused)
        {
            Refuse(refused);
        }
        else if (await answer(Link!) is not { } problem)
        {
            Done = done;
        }
        else if (await WhyNot(stopping) is { } spent)
        {
            // Somebody else was quicker between the look and the answer.
            Refuse(spent);
        }
        else
        {
            (Problem, Typed) = (Words.Of(problem), typed);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
    }

    /// <summary>Why the link does not act now, whatever is asked of it; null: it does, and what it is about is read.</summary>
    protected async Task<Problem?> WhyNot(CancellationToken stopping)
    {
        var address = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.WaitOf(address) is { } wait)
            return Problems.SignInTooOften.With((int)Math.Ceiling(wait.TotalMinutes));
        if (Link is not { } link)
        {
            throttle.Failed(address);
            return Problems.LinkInvalid.With();
        }

        if (IsSignedInAsAnother(link))
            return Problems.LinkOfAnother.With();
        return await Read(link, stopping);
    }

    private void Refuse(Problem problem)
    {
        Refused = problem;
        Response.StatusCode = StatusOf(problem);
    }

    private static int StatusOf(Problem refused) => refused.Kind.Number switch
    {
        var number when number == Problems.SignInTooOften.Number => StatusCodes.Status429TooManyRequests,
        var number when number == Problems.LinkInvalid.Number || number == Problems.SpikeUnknown.Number => StatusCodes.Status404NotFound,
        var number when number == Problems.LinkOfAnother.Number || number == Problems.LinkOfFormerDecider.Number => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status410Gone,
    };
}
