namespace ReactionPlans.Rules.Outward;

/// <summary>When an event that a receiver did not confirm is brought again. Pure.</summary>
/// <remarks>The waits grow as the Standard Webhooks specification proposes: a restart is over in a minute, a weekend's fault in days.</remarks>
public static class WebhookRetry
{
    /// <summary>A receiver that has confirmed nothing for so long is given up.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(5);

    /// <summary>The longest that a receiver may ask us to wait.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
    ];

    /// <param name="failures">How often it has failed since the last confirmed event, at least 1.</param>
    /// <param name="asked">How long the receiver asks us to wait (Retry-After), where it does.</param>
    /// <exception cref="ArgumentOutOfRangeException">No failure.</exception>
    public static TimeSpan Wait(int failures, TimeSpan? asked = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var usual = Waits[Math.Min(failures, Waits.Length) - 1];
        return asked is { } wish && wish > usual ? wish < LongestAsked ? wish : LongestAsked : usual;
    }

    /// <param name="failingSince">When the first of the failures was.</param>
    public static bool IsGivenUp(DateTimeOffset failingSince, DateTimeOffset now) => now - failingSince >= GivenUpAfter;
}
