using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Web;

/// <summary>One text that would be sent, word for word, with its length and what the lint finds: on the page about a spike, and where a whole plan is seen beforehand.</summary>
/// <param name="Name">What it is, before its subject.</param>
/// <param name="IsOpen">Unfolded, for a page that is read and printed from end to end.</param>
public sealed record PreparedTextPart(PreparedText Prepared, string Name, bool IsOpen = false);
