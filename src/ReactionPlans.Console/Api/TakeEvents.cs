using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Api;

/// <summary>Answers requests for what has happened: events in their order, and the number to go on from.</summary>
public sealed class TakeEvents([SeenByPerson] ReadEvents events, PersonRate rate, Purpose purpose)
{
    private const int UsualLimit = 100, MostAtOnce = 1000;

    public async Task List(HttpContext context)
    {
        var person = SignedIn.From(context.User);
        if (await rate.IsTooOften(context, person))
            return;
        if (Number(context, "after", 0, 0, int.MaxValue) is not { } after || Number(context, "limit", UsualLimit, 1, MostAtOnce) is not { } limit)
        {
            await Refusal.Write(context, StatusCodes.Status400BadRequest, Problems.EventsAskedWrong.With(MostAtOnce));
            return;
        }

        var found = await events.Of(person.PartnershipId, after, limit, context.RequestAborted);
        var answer = new JsonObject
        {
            ["events"] = new JsonArray([.. found.Select(one => CloudEvent.Write(one, purpose.IsExercise))]),
            ["next"] = found.Count == 0 ? after : found[^1].Number,
        };
        await Results.Text(answer.ToJsonString(), "application/json", Encoding.UTF8).ExecuteAsync(context);
    }

    /// <summary>Null: no such number.</summary>
    private static int? Number(HttpContext context, string name, int usual, int least, int most) =>
        context.Request.Query[name] switch
        {
            [] => usual,
            [{ } text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
            _ => null,
        };
}
