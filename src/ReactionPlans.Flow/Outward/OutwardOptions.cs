namespace ReactionPlans.Flow.Outward;

/// <summary>Section "Outward": where the parties' own systems may hear of events.</summary>
public sealed record OutwardOptions
{
    /// <summary>Receivers may be in the installation's own network (10.0.0.0/8 and the like). Off: a receiver is out on the internet, or named as this machine.</summary>
    public bool OwnNetwork { get; init; }
}
