using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Api;

/// <summary>/api/v1/stations/{id}/calendar.ics: a mobile station's visits, for a calendar program to subscribe to.</summary>
public static class StationsApi
{
    /// <summary>The station's id in the route.</summary>
    internal const string Id = "id";

    private const string Path = "/api/v1/stations";

    /// <summary>With a person's key in the header, or in the address with a key that opens this and nothing else.</summary>
    private static readonly AuthorizationPolicy MayRead = new AuthorizationPolicyBuilder(PersonKeyScheme.Name, CalendarKeyScheme.Name)
        .RequireAuthenticatedUser().RequireAssertion(context => SignedIn.Find(context.User)?.May(Right.SeeCounts) == true).Build();

    public static string CalendarOf(string stationId) => $"{Path}/{Uri.EscapeDataString(stationId)}/calendar.ics";

    public static void MapStationsApi(this IEndpointRouteBuilder app) =>
        app.MapGet($"{Path}/{{{Id}}}/calendar.ics", (HttpContext context, string id) => context.RequestServices.GetRequiredService<TakeStationCalendar>().Show(context, id))
            .RequireAuthorization(MayRead);
}
