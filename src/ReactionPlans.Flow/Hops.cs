namespace ReactionPlans.Flow;

/// <summary>
/// The whole flow on one page. Queues, consumers, roles, the broker's topology and docs/flow.md all come from this list.
/// </summary>
public static class Hops
{
    public static readonly IReadOnlyList<Hop> All =
    [
    ];
}
