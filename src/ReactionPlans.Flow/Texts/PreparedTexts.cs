using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Texts;

/// <summary>One text of a plan that is still to be decided.</summary>
/// <param name="Reaction">The step's; null: what everybody is told at the end.</param>
/// <param name="Faults">What the lint finds wrong with it.</param>
public sealed record PreparedText(Reaction? Reaction, RenderedText Text, IReadOnlyList<Problem> Faults);

/// <summary>What a plan would say to residents and neighbours if it started now, its end included: whoever says yes to the plan says yes to these words.</summary>
public static class PreparedTexts
{
    /// <param name="facts">Of the activation that the spike would have.</param>
    public static IReadOnlyList<PreparedText> Of(Wording wording, TextFacts facts, DateTimeOffset now)
    {
        var agreement = facts.Agreement;
        var started = facts with
        {
            Activation = facts.Activation with { MaximumEndsAt = PlanExpansion.MaximumEnd(agreement, facts.Activation.CriterionId, facts.Activation.FiredOn, now), EndedOn = DanishTime.DayOf(now) },
        };
        var texts = agreement.Plan.Where(step => step.Template is not null)
            .Select(step => Prepare(step.Reaction, step.Template!, step.Id));
        return DeliveryRule.LastMessage(facts.Season is null ? "fallen" : PlanEnd.SeasonOver, agreement.End.AllClear) is null
            ? [.. texts]
            : [.. texts, Prepare(null, "all-clear", "all-clear")];

        PreparedText Prepare(Reaction? reaction, string template, string stepId)
        {
            // A step that names a template writes to people outside the parties (PlanYaml).
            var (text, faults) = wording.WriteChecked(TextCheck.ReceiverOf(reaction?.ToString() ?? "AllClear")!.Value, template, started, stepId);
            return new PreparedText(reaction, text, faults);
        }
    }
}
