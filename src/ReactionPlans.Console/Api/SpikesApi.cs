using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Api;

/// <summary>/api/v1/spikes: what waits for a decision, and the decision, for the parties' own systems. A person's key says who answers.</summary>
public static class SpikesApi
{
    public const string Path = "/api/v1/spikes";

    public static void MapSpikesApi(this IEndpointRouteBuilder app)
    {
        var spikes = app.MapGroup(Path);
        spikes.MapGet("", (HttpContext context) => context.RequestServices.GetRequiredService<TakeAnswers>().List(context)).RequireAuthorization(PersonRequest.May(Right.SeeCounts));
        spikes.MapPost("/{id:guid}/{action}",
            (HttpContext context, Guid id, string action) => context.RequestServices.GetRequiredService<TakeAnswers>().Answer(context, id, action)).RequireAuthorization(PersonRequest.May(Right.Decide));
    }
}
