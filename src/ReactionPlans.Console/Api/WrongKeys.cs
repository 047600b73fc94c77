using Microsoft.AspNetCore.Http;
using ReactionPlans.Flow.Access;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Api;

/// <summary>
/// Refuses who comes without a key of ours. Wrong ones are counted by address, on all hosts together, and after twenty in five minutes the answer says to wait. A right key is let in all the same: none
/// is found by trying, and who sends wrong ones must not keep others out that come by the same proxy.
/// </summary>
public sealed class WrongKeys(Attempts attempts)
{
    /// <param name="unknown">What is said of a key that nobody knows, and of none.</param>
    /// <param name="isSent">Whether a key was sent at all.</param>
    public async Task Refuse(HttpContext context, Problem unknown, bool isSent)
    {
        if (isSent && await attempts.WrongKey(context.Connection.RemoteIpAddress?.ToString() ?? "", context.RequestAborted) is { } wait)
            await Refusal.Write(context, StatusCodes.Status429TooManyRequests, Problems.WrongKeysTooOften.With(Math.Ceiling(wait.TotalSeconds)), wait);
        else
            await Refusal.Write(context, StatusCodes.Status401Unauthorized, unknown);
    }
}
