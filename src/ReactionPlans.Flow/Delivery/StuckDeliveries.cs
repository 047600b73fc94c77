using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Deliveries of one plan's step, in one channel, that do not get on for one reason.</summary>
public sealed record StuckRow
{
    public Guid ActivationId { get; init; }

    public string StepId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Channel { get; init; } = "";

    public string State { get; init; } = "";

    /// <summary>Null: it has not failed, only lasted too long.</summary>
    public string? Reason { get; init; }

    public int Messages { get; init; }

    public DateTimeOffset Since { get; init; }

    public StuckCause Cause => StuckDelivery.CauseOf(Enum.Parse<DeliveryState>(State), Reason);
}

/// <summary>The one list of a partnership's deliveries that do not get on: the overview, the page of what is stuck and the tests read it here.</summary>
public static class StuckDeliveries
{
    /// <summary>Neither settled nor on their way within their deadline.</summary>
    public static Task<IReadOnlyList<StuckRow>> Overdue(Work work, string partnershipId) => work.Query<StuckRow>("Delivery/list-overdue.sql", new
    {
        partnership_id = partnershipId,
        by_day = work.Now - DeliveryDeadline.ByDay,
        at_any_hour = work.Now - DeliveryDeadline.AtAnyHour,
        under_way = work.Now - DeliveryDeadline.UnderWay,
    });

    /// <summary>Those, and what failed and may still be mended.</summary>
    public static async Task<IReadOnlyList<StuckRow>> All(Work work, string partnershipId) =>
    [
        .. await Overdue(work, partnershipId),
        .. await work.Query<StuckRow>("Delivery/list-failed.sql", new { partnership_id = partnershipId, since = work.Now - StuckDelivery.ListedFor }),
    ];
}
