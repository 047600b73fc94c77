namespace ReactionPlans.Rules.Reactions;

/// <summary>What a passing failure at a carrier leads to.</summary>
public static class SendRetry
{
    /// <summary>Attempts in all before a delivery is given up as failed.</summary>
    public const int Attempts = 5;

    /// <summary>Time until the next attempt, each twice the one before: after a first wait of 5 minutes 10, 20 and 40. Null: it was the last one.</summary>
    /// <param name="attempts">Attempts that the carrier has refused so far, this one included; at least 1.</param>
    /// <param name="firstWait">From the first attempt to the second; more than zero.</param>
    public static TimeSpan? After(int attempts, TimeSpan firstWait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstWait, TimeSpan.Zero);
        return attempts >= Attempts ? null : firstWait * Math.Pow(2, attempts - 1);
    }
}
