using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>What the rule counts in the area in the window that ends on the day, as known at its end; a fraction where reports are weighed.</summary>
public delegate double CountReports(string areaCode, DateOnly day, Offence offence, ThresholdRule rule);

/// <summary>Runs the agreement's own examples, so that the parties see that the numbers mean what they meant. Pure but for the given count.</summary>
public static class CheckExamples
{
    /// <summary>One problem for each example that comes out otherwise than written.</summary>
    /// <param name="count">Asked once for each example.</param>
    /// <remarks>An example asks the rule alone, as holdForDays does: minimumReports decides about firing. Examples that name
    /// an unknown criterion or offence are <see cref="AgreementCheck"/>'s to refuse and are passed over here.</remarks>
    public static IReadOnlyList<Problem> Run(Agreement agreement, CountReports count)
    {
        var problems = new List<Problem>();
        foreach (var example in agreement.Examples)
        {
            if (agreement.FindCriterion(example.CriterionId) is not { } criterion
                || criterion.Rule is not ThresholdRule rule
                || !agreement.Offences.TryGetValue(criterion.OffenceId, out var offence))
                continue;

            var reports = count(example.AreaCode, example.Day, offence, rule);
            var limit = rule.AtLeastIn(example.AreaCode);
            // No municipality's calendar is at hand here: an example of a day in a school holiday asks the criterion with the words of a week.
            var inSeason = criterion.Season?.Contains(example.Day, SchoolCalendar.Empty) ?? true;
            if ((inSeason && Threshold.Holds(reports, limit)) != example.Holds)
                problems.Add(Problems.ExampleFails.With(example.AreaCode, example.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    example.CriterionId, Math.Round(reports, 2), limit));
        }
        return problems;
    }
}
