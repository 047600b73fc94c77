using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReactionPlans.Flow.Intake;

namespace ReactionPlans.Web;

/// <summary>Good while the queue that reports come by is listened to, or waits on purpose.</summary>
internal sealed class ReportQueueReady(ListenToQueue listener) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(listener.IsInterrupted ? HealthCheckResult.Unhealthy("Nobody listens to the report queue.") : HealthCheckResult.Healthy());
}
