using System.Globalization;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>What in a rehearsed year did not come out as the parties believe. Pure.</summary>
internal static class RehearsalFindings
{
    /// <param name="fired">Criteria that fired at least once.</param>
    /// <param name="stuck">Messages that could not be handled.</param>
    public static IReadOnlyList<RehearsalFinding> Of(
        Agreement agreement, RehearsalTown town, IReadOnlySet<string> fired, IReadOnlyList<RehearsedActivation> activations, int stuck) =>
        [.. Criteria(agreement, town, fired, activations).Concat(activations.SelectMany(Steps))
            .Concat(stuck > 0 ? [Problems.RehearsalBroken.With(new Phrase($"{stuck} beskeder kunne ikke behandles", $"{stuck} messages could not be handled"))] : [])
            .Select(problem => new RehearsalFinding(problem.Code, problem.Danish, problem.English))];

    private static IEnumerable<Problem> Criteria(Agreement agreement, RehearsalTown town, IReadOnlySet<string> fired, IReadOnlyList<RehearsedActivation> activations)
    {
        if (AgreementReview.Of(agreement, town.To) == ReviewStanding.OnlyAdvises)
            yield return Problems.RehearsedPastReview.With(Day(AgreementReview.LastDayOfGrace(agreement.ReviewBy!.Value, agreement.ReviewGraceDays).AddDays(1)));
        foreach (var criterion in agreement.Criteria.Where(criterion => criterion.Level == CriterionLevel.Activate && !fired.Contains(criterion.Id)))
            yield return Problems.RehearsedNeverFired.With(criterion.Id);
        if (activations.Count == 0)
            yield return Problems.RehearsedNothingStarted.With();
    }

    private static IEnumerable<Problem> Steps(RehearsedActivation activation)
    {
        var where = $"{activation.AreaCode}, {Day(activation.FiredOn)}";
        foreach (var step in activation.Steps)
        {
            // A plan that still runs on the last day has steps that are not due yet; they tell nothing.
            if (step.State == "NotPossible")
                yield return Problems.RehearsedNotPossible.With(step.Id, step.Responsible, where);
            else if (step is { State: "Cancelled", GateOpenedAt: null, Reaction: "MobileStation" })
                yield return Problems.RehearsedGateClosed.With(step.Id, where);
            else if (step.State == "Cancelled")
                yield return Problems.RehearsedNotDone.With(step.Id, step.Responsible, where);
            else if (step.Visits.Any(visit => visit.StartsAt is null))
                yield return Problems.RehearsedVisitUnplaced.With(step.Id, where, step.Visits.Count(visit => visit.StartsAt is null));
        }
    }

    private static string Day(DateOnly day) => day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
}
