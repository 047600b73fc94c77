namespace ReactionPlans.Rules.Reactions;

/// <summary>What a delivery is for. The names are the stored ones.</summary>
public enum DeliveryKind
{
    Letter,
    NeighbourMessage,
    MemberAlert,

    /// <summary>To people of the parties, at any hour.</summary>
    Notice,
    AllClear,
    StillHigh,

    /// <summary>That the plan was stopped.</summary>
    Correction,

    /// <summary>A correction of what was said, while the plan goes on.</summary>
    Update,
}

public enum DeliveryState
{
    Planned,

    /// <summary>Handed on in a batch.</summary>
    Released,

    /// <summary>A carrier is about to have it, or has it.</summary>
    Sending,
    Accepted,

    /// <summary>The carrier had taken it and could not bring it.</summary>
    Returned,
    Failed,
    Skipped,
}

/// <summary>When a delivery may leave, and who hears how it ended. The statements of the delivery stage do the same to many rows at once; a test holds
/// each of them against this, case by case.</summary>
public static class DeliveryRule
{
    /// <summary>What tells of the rise.</summary>
    public static bool IsAlert(DeliveryKind kind) => kind is DeliveryKind.Letter or DeliveryKind.NeighbourMessage or DeliveryKind.MemberAlert;

    /// <summary>What tells how it ended.</summary>
    public static bool IsLast(DeliveryKind kind) => kind is DeliveryKind.AllClear or DeliveryKind.StillHigh or DeliveryKind.Correction;

    /// <summary>What is for those alone who were told of the rise.</summary>
    public static bool IsSequel(DeliveryKind kind) => IsLast(kind) || kind == DeliveryKind.Update;

    /// <summary>Why a delivery that waits is dropped instead: an alert after the end would be false, and the end of something never heard of would
    /// only frighten. Null: it is not.</summary>
    /// <param name="stepTakenOut">Its step has been taken out of the plan that goes on.</param>
    /// <param name="alerts">The states of the same recipient's alerts of the same plan.</param>
    public static string? DroppedFor(DeliveryKind kind, bool planHasEnded, bool stepTakenOut, IReadOnlyCollection<DeliveryState> alerts) =>
        IsSequel(kind) && !alerts.Any(MayHaveTold) ? "not-alerted"
        : IsTooLate(kind, planHasEnded, stepTakenOut) ? planHasEnded ? "ended" : "corrected"
        : null;

    /// <summary>Whether one that waits may be handed on: what follows an alert only when the recipient's alerts are settled, so that it never overtakes one,
    /// and one of them has arrived. That the latter held a moment ago, when <see cref="DroppedFor"/> was asked, is not enough. The last message follows
    /// an update too.</summary>
    /// <param name="updates">The states of the same recipient's updates of the same plan.</param>
    public static bool MayRelease(DeliveryKind kind, IReadOnlyCollection<DeliveryState> alerts, IReadOnlyCollection<DeliveryState> updates) =>
        !IsSequel(kind) || (alerts.Contains(DeliveryState.Accepted) && !alerts.Any(IsUnderWay) && !(IsLast(kind) && updates.Any(IsUnderWay)));

    /// <summary>Whether one that was handed on is not to be given to the carrier any more.</summary>
    public static bool IsTooLate(DeliveryKind kind, bool planHasEnded, bool stepTakenOut) => EndsWithThePlan(kind) && (planHasEnded || stepTakenOut);

    /// <summary>Whether an alert's recipient is planned a last message: it has arrived, or may still.</summary>
    public static bool MayHaveTold(DeliveryState alert) => alert == DeliveryState.Accepted || IsUnderWay(alert);

    /// <summary>Whether one that has not left is taken back when its plan ends, or its step is taken out; one that is being sent is left alone: its answer settles it.
    /// One that came back without an answer counts as being sent: its carrier may have it, and is asked.</summary>
    public static bool IsTakenBack(DeliveryKind kind, DeliveryState state) => EndsWithThePlan(kind) && state is (DeliveryState.Planned or DeliveryState.Released);

    /// <summary>How those who were told hear of a plan's end; null: the parties have agreed on no all-clear.</summary>
    /// <param name="endReason">fallen, withdrawn, one-of-many, season-over, overtaken, maximum or stopped. At the maximum the number is still high, and an all-clear would be false. Where a season
    /// is over no number has fallen, and its letters said when it ends; one that made way for a rise is followed by that rise's letters.</param>
    public static DeliveryKind? LastMessage(string? endReason, bool allClear) => endReason switch
    {
        "maximum" => DeliveryKind.StillHigh,
        "stopped" => DeliveryKind.Correction,
        "fallen" or "withdrawn" or "one-of-many" when allClear => DeliveryKind.AllClear,
        _ => null,
    };

    /// <summary>The last message says all that an update would have said.</summary>
    private static bool EndsWithThePlan(DeliveryKind kind) => IsAlert(kind) || kind == DeliveryKind.Update;

    private static bool IsUnderWay(DeliveryState state) => state is DeliveryState.Planned or DeliveryState.Released or DeliveryState.Sending;
}
