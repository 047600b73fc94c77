using ReactionPlans.Rules;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Web;

/// <summary>The one form under a question, wherever it stands: the overview, the page about the spike, and the page a link leads to.</summary>
/// <param name="FormId">Unique on its page.</param>
/// <param name="TitleId">The heading it belongs to.</param>
/// <param name="Spike">Null where the address says which.</param>
/// <param name="Problem">Why the last answer was refused.</param>
/// <param name="Typed">What was typed as the reason then.</param>
public sealed record AnswerFormPart(
    string FormId, string TitleId, Guid? Spike, IReadOnlyList<DecisionAction> Choices, DateTimeOffset Now, Problem? Problem, string? Typed);
