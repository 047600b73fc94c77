using Microsoft.AspNetCore.Http;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Api;

/// <param name="Reason">Told to both parties; never to residents or neighbours.</param>
public sealed record SentStop(string? Reason);

/// <summary>Answers requests about plans, from the facts of the console's overview and by the same path as its forms.</summary>
public sealed class TakeActivations(ReadOverview reader, [SeenByPerson] StopActivation stopActivation, PersonRate rate)
{
    public async Task List(HttpContext context)
    {
        var person = SignedIn.From(context.User);
        if (await rate.IsTooOften(context, person))
            return;
        var running = await reader.RunningPlans(person.PartnershipId, person.PersonId, context.RequestAborted);
        await Results.Json(running.Select(ActivationLine.Of).ToList()).ExecuteAsync(context);
    }

    public async Task Show(HttpContext context, Guid id)
    {
        var person = SignedIn.From(context.User);
        if (await rate.IsTooOften(context, person))
            return;
        if (await reader.Plan(person.PartnershipId, person.PersonId, id, context.RequestAborted) is { } plan)
            await Results.Json(ActivationShown.Of(plan)).ExecuteAsync(context);
        else
            await Refusal.Write(context, StatusCodes.Status404NotFound, Problems.PlanUnknown.With());
    }

    public async Task Stop(HttpContext context, Guid id)
    {
        var person = SignedIn.From(context.User);
        if (await rate.IsTooOften(context, person) || await PersonRequest.Body(context, new SentStop(null)) is not { } sent)
            return;
        var problem = await stopActivation.Stop(id, person.PartnershipId, person.PersonId, sent.Reason, context.RequestAborted, through: person.Account);
        if (problem is null)
            await Results.Json(new TakenAnswer(id, ActivationLine.Ended)).ExecuteAsync(context);
        else if (problem.Kind == Problems.PlanNotRunning && await reader.Plan(person.PartnershipId, person.PersonId, id, context.RequestAborted) is null)
            await Refusal.Write(context, StatusCodes.Status404NotFound, Problems.PlanUnknown.With());
        else
            await Refusal.Write(context, StatusOf(problem), problem);
    }

    private static int StatusOf(Problem problem) => problem.Number switch
    {
        var number when number == Problems.NotYourDecision.Number => StatusCodes.Status403Forbidden,
        var number when number == Problems.PlanNotRunning.Number => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
