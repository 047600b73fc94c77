namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>One field of the proposal with its label, what stands in it, and what is wrong with that.</summary>
public sealed record FieldPart(ProposeModel Page, string Field, string Label, string? Hint)
{
    /// <summary>How far a slider beside the number goes, from 1; null: there is none. The number may be higher.</summary>
    public int? SliderMost { get; init; }
}
