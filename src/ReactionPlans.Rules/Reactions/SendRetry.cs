namespace ReactionPlans.Rules.Reactions;

/// <summary>What a passing failure at a carrier leads to.</summary>
public static class SendRetry
{
    /// <summary>Attempts in all before a delivery is given up as failed.</summary>
    public const int Attempts = 5;

    /// <summary>Time until the next attempt: 5, 10, 20, 40 minutes. Null: it was the last one.</summary>
    /// <param name="attempts">Attempts made so far; at least 1.</param>
    public static TimeSpan? After(int attempts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        return attempts >= Attempts ? null : TimeSpan.FromMinutes(5 * Math.Pow(2, attempts - 1));
    }
}
