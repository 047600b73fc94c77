using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Api;

/// <summary>/api/v1/alerts.cap.xml: the plans as alerts that a municipality's own channels can show, and each of them alone.</summary>
public static class AlertsApi
{
    public const string Path = "/api/v1/alerts.cap.xml";

    public static string PathOf(Guid activationId) => $"{ActivationsApi.Path}/{activationId}/alert.cap.xml";

    public static void MapAlertsApi(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpContext context) => Take(context).List(context)).RequireAuthorization(PersonRequest.May(Right.SeeCounts));
        app.MapGet(ActivationsApi.Path + "/{id:guid}/alert.cap.xml", (HttpContext context, Guid id) => Take(context).Show(context, id)).RequireAuthorization(PersonRequest.May(Right.SeeCounts));
    }

    private static TakeAlerts Take(HttpContext context) => context.RequestServices.GetRequiredService<TakeAlerts>();
}
