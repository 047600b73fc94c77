namespace ReactionPlans.Flow.Replay;

/// <summary>A clock that stands still until it is moved: the same code runs a replayed day and a real one.</summary>
/// <remarks>Only the time of day is virtual. Timers (retries, polling) stay real, or a waiting retry would never end.</remarks>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Moves to <paramref name="instant"/>; never back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, GetUtcNow());
        Interlocked.Exchange(ref ticks, instant.UtcTicks);
    }
}
