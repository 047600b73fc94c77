using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Api;

/// <summary>/api/v1/activations: how the plans stand, and the stop of one, for the parties' own systems.</summary>
public static class ActivationsApi
{
    public const string Path = "/api/v1/activations";

    public static void MapActivationsApi(this IEndpointRouteBuilder app)
    {
        var activations = app.MapGroup(Path);
        activations.MapGet("", (HttpContext context) => Take(context).List(context)).RequireAuthorization(PersonRequest.May(Right.SeeCounts));
        activations.MapGet("/{id:guid}", (HttpContext context, Guid id) => Take(context).Show(context, id)).RequireAuthorization(PersonRequest.May(Right.SeeCounts));
        activations.MapPost("/{id:guid}/stop", (HttpContext context, Guid id) => Take(context).Stop(context, id)).RequireAuthorization(PersonRequest.May(Right.StopPlan));
    }

    private static TakeActivations Take(HttpContext context) => context.RequestServices.GetRequiredService<TakeActivations>();
}
