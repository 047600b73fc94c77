using Microsoft.AspNetCore.Http;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>What every page that a link opens asks before it asks what the link is about, and how it answers a refusal.</summary>
internal static class LinkPage
{
    /// <param name="link">Whom the link was made for; null: it is not ours.</param>
    /// <returns>Null: the link may speak for its person here.</returns>
    public static Problem? WhyNot(HttpContext context, SignInThrottle throttle, (string PartnershipId, string PersonId)? link)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.WaitOfLinks(address) is { } wait)
            return Problems.SignInTooOften.With((int)Math.Ceiling(wait.TotalMinutes));
        if (link is null)
        {
            throttle.FailedLink(address);
            return Problems.LinkInvalid.With();
        }

        // The link speaks for the person it was made for: who is signed in as another must not answer in that name by mistake.
        return SignedIn.Find(context.User) is { } person && (person.PartnershipId, person.PersonId) != link ? Problems.LinkOfAnother.With() : null;
    }

    public static int StatusOf(Problem refused) => refused.Kind.Number switch
    {
        var number when number == Problems.SignInTooOften.Number => StatusCodes.Status429TooManyRequests,
        var number when number == Problems.LinkInvalid.Number || number == Problems.SpikeUnknown.Number => StatusCodes.Status404NotFound,
        var number when number == Problems.LinkOfAnother.Number || number == Problems.LinkOfFormerDecider.Number => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status410Gone,
    };
}
