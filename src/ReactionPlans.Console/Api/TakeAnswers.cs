using Microsoft.AspNetCore.Http;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Web.Pages.Overview;
using static ReactionPlans.Web.Api.PersonRequest;

namespace ReactionPlans.Web.Api;

/// <summary>A spike that waits for a decision. No case number and no reason for a hold: a system that shows more asks its people to sign in.</summary>
/// <param name="Page">Where a person reads on.</param>
/// <param name="Choices">What the key's person may answer now.</param>
/// <param name="JointAreas">The areas for which a yes can be given together, its own among them; null: for this one alone.</param>
public sealed record WaitingSpike(
    Guid Id, string AreaCode, string AreaName, string Criterion, DateOnly FiredOn, string State, int Round, IReadOnlyList<string> AskedPeople, IReadOnlyList<string> ApprovedBy,
    DateTimeOffset? DeadlineAt, int Count, int? AtLeast, int WindowDays, DateOnly From, DateOnly To, double? Expected, double? Usual, string Danish, string Page, IReadOnlyList<string> Choices, string? JointAreas);

/// <param name="Reason">For everything but a yes.</param>
/// <param name="Until">When a hold ends.</param>
/// <param name="JointAreas">For a yes to all of them at once: the areas as the spike was listed with them; null: to this one alone.</param>
public sealed record SentAnswer(string? Reason, DateTimeOffset? Until, string? JointAreas = null);

/// <param name="State">What the question came to.</param>
public sealed record TakenAnswer(Guid Id, string State);

/// <summary>Answers requests about spikes, by the same path as the console's own forms.</summary>
public sealed class TakeAnswers(ReadOverview reader, Pages.Spikes.ReadSpike spike, [SeenByPerson] AnswerQuestion answerQuestion, PersonRate rate)
{
    public async Task List(HttpContext context)
    {
        var person = SignedIn.From(context.User);
        if (await rate.IsTooOften(context, person))
            return;
        var waiting = await reader.WaitingFor(person, context.RequestAborted);
        await Results.Json(waiting.Select(Shown).ToList()).ExecuteAsync(context);
    }

    public async Task Answer(HttpContext context, Guid id, string action)
    {
        var person = SignedIn.From(context.User);
        if (await rate.IsTooOften(context, person))
            return;
        if (new GivenAnswer(action).Chosen is null)
        {
            await Refusal.Write(context, StatusCodes.Status404NotFound, Problems.AnswerUnreadable.With(action));
            return;
        }

        if (await PersonRequest.Body(context, new SentAnswer(null, null)) is not { } sent)
            return;

        var given = new GivenAnswer(action, sent.Reason, action == "hold" ? sent.Until?.ToUniversalTime() : null, AnswerWay.Api) { Together = sent.JointAreas is not null, AreasSeen = sent.JointAreas, Through = person.Account };
        if (await answerQuestion.Answer(id, given, person.PartnershipId, person.PersonId, context.RequestAborted) is { } problem)
            await Refusal.Write(context, StatusOf(problem), problem);
        else
            await Results.Json(new TakenAnswer(id, NameOf((await spike.Of(id, person.PartnershipId, person.PersonId, unsealed: false, context.RequestAborted))?.Row.State ?? ""))).ExecuteAsync(context);
    }

    private static WaitingSpike Shown(QuestionFacts question) => new(
        question.Row.SpikeId, question.Row.AreaCode, question.Row.AreaName, question.Row.CriterionId, question.Row.FiredOn, NameOf(question.Row.State), question.Row.Round,
        question.Row.AskedPeople, question.Row.ApprovedBy, question.Row.DeadlineAt, question.Evidence.Count, question.Evidence.AtLeast, question.Evidence.WindowDays,
        question.Evidence.From, question.Evidence.To, question.Evidence.Expected, question.Evidence.Usual, Words.Why(question.Evidence, question.Criterion, question.Place),
        $"/Spikes/{question.Row.SpikeId}", [.. question.Choices.Select(choice => NameOf(choice.ToString()))], question.Row.JointAreas);

    private static int StatusOf(Problem problem) => problem.Number switch
    {
        var number when number == Problems.SpikeUnknown.Number => StatusCodes.Status404NotFound,
        var number when number == Problems.NotYourDecision.Number => StatusCodes.Status403Forbidden,
        var number when number == Problems.DecisionNotAllowed.Number || number == Problems.AnsweredByThem.Number || number == Problems.NothingToAnswerTogether.Number => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
