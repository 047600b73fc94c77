namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>One field of the proposal with its label, what stands in it, and what is wrong with that.</summary>
public sealed record FieldPart(ProposeModel Page, string Field, string Label, string? Hint);
