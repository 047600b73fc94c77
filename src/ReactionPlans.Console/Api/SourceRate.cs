using System.Threading.RateLimiting;
using ReactionPlans.Flow.Intake;

namespace ReactionPlans.Web.Api;

/// <summary>How often a source may send. By source and not by key: a rotated key has no allowance of its own. Asked only for keys that are
/// right, so nobody can use up another's allowance.</summary>
public sealed class SourceRate(IntakeOptions options) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(source =>
        RateLimitPartition.GetTokenBucketLimiter(source, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Http.RequestsPerMinute,
            TokensPerPeriod = options.Http.RequestsPerMinute,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            AutoReplenishment = true,
        }));

    /// <summary>How long to wait; null: go on.</summary>
    public TimeSpan? Take(IEnumerable<string> sources)
    {
        foreach (var source in sources)
        {
            using var lease = limiter.AttemptAcquire(source);
            if (!lease.IsAcquired)
                return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
        }

        return null;
    }

    public ValueTask DisposeAsync() => limiter.DisposeAsync();
}
