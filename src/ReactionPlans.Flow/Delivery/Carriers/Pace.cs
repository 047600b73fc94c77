using System.Threading.RateLimiting;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Keeps a carrier to the pace agreed with it. Without one, nothing waits.</summary>
internal sealed class Pace(int? mostPerSecond) : IDisposable
{
    private readonly TokenBucketRateLimiter? limiter = mostPerSecond is not { } most ? null : new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
    {
        TokenLimit = Math.Max(1, most / 10),
        TokensPerPeriod = Math.Max(1, most / 10),
        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, most / 10) / (double)most),
        QueueLimit = int.MaxValue,
        AutoReplenishment = true,
    });

    /// <summary>Waits until one more may leave.</summary>
    public async ValueTask Next(CancellationToken stopping)
    {
        if (limiter is not null)
            (await limiter.AcquireAsync(1, stopping)).Dispose();
    }

    public void Dispose() => limiter?.Dispose();
}
