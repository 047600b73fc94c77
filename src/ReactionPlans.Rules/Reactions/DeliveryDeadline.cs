namespace ReactionPlans.Rules.Reactions;

/// <summary>How long a delivery may be on its way before somebody must look: nothing stays in between without being listed. Pure.</summary>
/// <remarks>A carrier that is away is tried again for less than that each time, and given up in the end (<see cref="SendRetry"/>), so what is older is nobody's any more.</remarks>
public static class DeliveryDeadline
{
    /// <summary>What may only leave by day: each day has an hour in which everybody may be written to, whatever quiet hours they have (<see cref="QuietHours"/>).</summary>
    public static readonly TimeSpan ByDay = TimeSpan.FromHours(25);

    public static readonly TimeSpan AtAnyHour = TimeSpan.FromHours(1);

    /// <summary>Since it was last handed on to be sent.</summary>
    public static readonly TimeSpan UnderWay = TimeSpan.FromHours(1);
}
