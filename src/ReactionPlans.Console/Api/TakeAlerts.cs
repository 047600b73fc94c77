using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Api;

/// <summary>Answers requests for alerts.</summary>
public sealed class TakeAlerts([SeenByPerson] ReadAlerts alerts, PersonRate rate, Purpose purpose)
{
    public async Task List(HttpContext context)
    {
        var person = SignedIn.From(context.User);
        if (await rate.IsTooOften(context, person))
            return;
        var book = await alerts.Of(person.PartnershipId, context.RequestAborted);
        await Write(context, CapFeed.Write(book, AlertsApi.Path, AlertsApi.PathOf, purpose.IsExercise), CapFeed.ContentType);
    }

    public async Task Show(HttpContext context, Guid id)
    {
        var person = SignedIn.From(context.User);
        if (await rate.IsTooOften(context, person))
            return;
        if (await alerts.Of(person.PartnershipId, id, context.RequestAborted) is { } alert)
            await Write(context, CapAlert.Write(alert, purpose.IsExercise), CapAlert.ContentType);
        else
            await Refusal.Write(context, StatusCodes.Status404NotFound, Problems.PlanUnknown.With());
    }

    private static Task Write(HttpContext context, XElement written, string contentType) =>
        Results.Text($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{written.ToString(SaveOptions.DisableFormatting)}", contentType, Encoding.UTF8).ExecuteAsync(context);
}
