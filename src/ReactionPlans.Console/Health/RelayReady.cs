using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Web;

/// <summary>Good while the outbox is looked into.</summary>
internal sealed class RelayReady(OutboxRelay relay) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(relay.IsTurning ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The outbox is not looked into."));
}
