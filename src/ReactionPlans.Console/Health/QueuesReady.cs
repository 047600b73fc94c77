using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ReactionPlans.Web;

/// <summary>Good when every queue of a role is being listened to.</summary>
internal sealed class QueuesReady(IBusControl bus, IReadOnlyCollection<string> queues) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var open = bus.CheckHealth().Endpoints.Where(endpoint => endpoint.Value.Status == BusHealthStatus.Healthy).Select(endpoint => NameIn(endpoint.Key)).ToHashSet();
        var closed = queues.Where(queue => !open.Contains(queue)).ToList();
        return Task.FromResult(closed.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"Nobody listens to {string.Join(", ", closed)}."));
    }

    /// <summary>The bus knows a queue by its address, the name last.</summary>
    private static string NameIn(string address) => address[(address.LastIndexOf('/') + 1)..].Split('?')[0];
}
