namespace ReactionPlans.Flow.Plumbing;

/// <summary>The one row of a next-due statement: the instant, or null where nothing waits for a time.</summary>
/// <remarks>A class with a property, because Dapper cannot read an instant as a bare value.</remarks>
internal sealed class DueAt
{
    public DateTimeOffset? Due { get; init; }
}
