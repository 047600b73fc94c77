using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Exercises;

/// <summary>An agreement as it is practised.</summary>
public static class ExerciseAgreement
{
    /// <summary>The same plan and people from today on, and criteria that fire as soon as the reports are in, as often as people want to practise.</summary>
    /// <remarks>What is left out of the criteria is waiting only: days on which the number must hold first, and days of rest after a plan. The examples
    /// speak of a past that an exercise does not have.</remarks>
    public static (string Yaml, Agreement Agreement) From(Agreement agreement, DateOnly today)
    {
        var practised = agreement with
        {
            HoldsFrom = today,
            ReviewBy = agreement.ReviewBy is { } reviewBy ? today.AddDays(Math.Max(1, reviewBy.DayNumber - agreement.HoldsFrom.DayNumber)) : null,
            Criteria = [.. agreement.Criteria.Select(criterion => criterion with { HoldForDays = 0, CooldownDays = 0 })],
            Examples = [],
        };
        return (AgreementYamlWriter.Write(practised), practised);
    }
}
