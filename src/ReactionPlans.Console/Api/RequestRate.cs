using System.Threading.RateLimiting;

namespace ReactionPlans.Web.Api;

/// <summary>How often somebody may ask, each for themselves. Asked only for keys that are right, so nobody can use up another's allowance.</summary>
public abstract class RequestRate(int requestsPerMinute) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(name =>
        RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = requestsPerMinute,
            TokensPerPeriod = requestsPerMinute,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            AutoReplenishment = true,
        }));

    /// <summary>How long to wait; null: go on.</summary>
    public TimeSpan? Take(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            using var lease = limiter.AttemptAcquire(name);
            if (!lease.IsAcquired)
                return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return limiter.DisposeAsync();
    }
}
