namespace ReactionPlans.Rules.Reactions;

/// <summary>How far a message has come, in the one vocabulary of every channel.</summary>
public enum DeliveryStanding
{
    Planned,
    Sending,
    Accepted,
    Delivered,
    Read,
    Returned,
    Failed,
    Skipped,
}

public static class DeliveryStandings
{
    /// <summary>The furthest that is known. A channel that tells nothing after it has taken a message stays at accepted.</summary>
    public static DeliveryStanding Of(DeliveryState state, Heard heard) => state switch
    {
        DeliveryState.Planned => DeliveryStanding.Planned,
        DeliveryState.Released or DeliveryState.Sending => DeliveryStanding.Sending,
        DeliveryState.Accepted when heard.ReadAt is not null => DeliveryStanding.Read,
        DeliveryState.Accepted when heard.DeliveredAt is not null => DeliveryStanding.Delivered,
        DeliveryState.Accepted => DeliveryStanding.Accepted,
        DeliveryState.Returned => DeliveryStanding.Returned,
        DeliveryState.Failed => DeliveryStanding.Failed,
        _ => DeliveryStanding.Skipped,
    };
}
