using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Texts;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Texts;

/// <summary>One text of a plan that is still to be decided.</summary>
/// <param name="Reaction">The step's; null: what is told of the whole plan, at its beginning or its end.</param>
/// <param name="Faults">What the lint finds wrong with it.</param>
public sealed record PreparedText(Reaction? Reaction, RenderedText Text, TextMeasure Measure, IReadOnlyList<Problem> Faults)
{
    /// <summary>One of <see cref="TextLanguage"/>.</summary>
    public string Language { get; init; } = TextLanguage.Danish;

    /// <summary>For each of <see cref="Faults"/>, the lines of the template that it is about, where somebody looks at the template; else empty.</summary>
    public IReadOnlyList<IReadOnlyList<int>> FaultLines { get; init; } = [];

    /// <summary>Only people of the parties read it; the lint does not judge it.</summary>
    public bool IsForParties { get; init; }
}

/// <summary>What a plan would say to residents and neighbours if it started now, its end included: whoever says yes to the plan says yes to these words.</summary>
public static class PreparedTexts
{
    private const string AllClear = "all-clear";

    /// <param name="facts">Of the activation that the spike would have.</param>
    public static IReadOnlyList<PreparedText> Of(Wording wording, TextFacts facts, DateTimeOffset now)
    {
        var started = Started(facts, now);
        return
        [
            .. facts.Agreement.Plan.Where(step => step.Template is not null).Select(step => OfStep(wording, started, step, TextLanguage.Danish)),
            .. AtTheEnd(wording, started, [TextLanguage.Danish]),
        ];
    }

    /// <summary>The facts as they would be if the plan began now; what is told at its end, as if that were today.</summary>
    internal static TextFacts Started(TextFacts facts, DateTimeOffset now) => facts with
    {
        Activation = facts.Activation with { MaximumEndsAt = PlanExpansion.MaximumEnd(facts.Agreement, facts.Activation.CriterionId, facts.Activation.FiredOn, now), EndedOn = DanishTime.DayOf(now) },
    };

    /// <param name="step">One with a template: it writes to people outside the parties (PlanYaml).</param>
    internal static PreparedText OfStep(Wording wording, TextFacts started, PlanStep step, string language) =>
        Checked(wording, started, step.Reaction, TextCheck.ReceiverOf(step.Reaction.ToString())!.Value, step.Template!, step.Id, language);

    /// <summary>What everybody who was told is told when the number has fallen, in each language; none where the parties have agreed on none, nor where the plan follows the calendar.</summary>
    internal static IEnumerable<PreparedText> AtTheEnd(Wording wording, TextFacts started, IEnumerable<string> languages) =>
        DeliveryRule.LastMessage(started.Season is null ? "fallen" : PlanEnd.SeasonOver, started.Agreement.End.AllClear) is null ? []
            : languages.Select(language => Checked(wording, started, null, TextReceiver.AfterTheEnd, AllClear, AllClear, language)).DistinctBy(prepared => prepared.Text.Text);

    /// <summary>A text of a plan that has begun, written anew from what is stored of it, as it is written to whoever gets it.</summary>
    /// <param name="kind">The delivery's: one that goes to people outside the parties.</param>
    public static PreparedText AsSent(Wording wording, TextFacts facts, string kind, string template, string stepId, string language) =>
        Checked(wording, facts, null, TextCheck.ReceiverOf(kind) ?? throw new ArgumentException($"'{kind}' goes to the parties.", nameof(kind)), template, stepId, TextLanguage.Of(language));

    internal static PreparedText Checked(Wording wording, TextFacts started, Reaction? reaction, TextReceiver receiver, string template, string stepId, string language)
    {
        var (text, faults) = wording.WriteChecked(receiver, template, started, stepId, language);
        return new PreparedText(reaction, text, TextCheck.Measure(text, started), faults) { Language = language };
    }

    internal static PreparedText ToParties(Wording wording, TextFacts started, Reaction? reaction, string template, string stepId)
    {
        var text = wording.Write(template, started, stepId);
        return new PreparedText(reaction, text, TextCheck.Measure(text, started), []) { IsForParties = true };
    }
}
