using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Api;

/// <summary>/api/v1/events?after=NUMBER: what has happened to the partnership's plans since, for the parties' own systems.</summary>
public static class EventsApi
{
    public const string Path = "/api/v1/events";

    public static void MapEventsApi(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, (HttpContext context) => context.RequestServices.GetRequiredService<TakeEvents>().List(context)).RequireAuthorization(PersonRequest.May(Right.SeeCounts));
}
