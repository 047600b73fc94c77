using System.Text;
using Microsoft.AspNetCore.Http;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Api;

/// <summary>Answers calendars that look for a station's visits.</summary>
public sealed class TakeStationCalendar([SeenByPerson] ReadStationCalendar calendars, PersonRate rate)
{
    public async Task Show(HttpContext context, string stationId)
    {
        if (await rate.IsTooOften(context, SignedIn.From(context.User)))
            return;
        context.Response.Headers.CacheControl = "no-store"; // the address can hold a key: no cache on the way keeps what it opens
        if (await calendars.Of(stationId, context.RequestAborted) is { } calendar)
            await Results.Text(calendar, StationCalendar.MediaType, Encoding.UTF8).ExecuteAsync(context);
        else
            await Refusal.Write(context, StatusCodes.Status404NotFound, Problems.StationUnknown.With(stationId));
    }
}
