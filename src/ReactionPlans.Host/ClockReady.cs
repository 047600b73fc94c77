using Hangfire;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ReactionPlans.Host;

/// <summary>Good while this host's Hangfire server beats: without it nothing that waits for its time is done.</summary>
internal sealed class ClockReady(JobStorage storage) : IHealthCheck
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>A beat may come late on a machine that is busy; a database that is away shows at once by its own check.</summary>
    private static readonly TimeSpan Stopped = 4 * Beat;

    /// <summary>What this process calls itself; Hangfire adds something of its own.</summary>
    public static readonly string Name = $"{Environment.MachineName}:{Environment.ProcessId}".ToLowerInvariant();

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Hangfire asks the database in a way of its own that cannot be called off.
        var servers = await Task.Run(() => storage.GetMonitoringApi().Servers(), cancellationToken).WaitAsync(cancellationToken);
        var beats = servers.Any(server => server.Name.StartsWith(Name, StringComparison.OrdinalIgnoreCase) && server.Heartbeat is { } at && DateTime.UtcNow - at < Stopped);
        return beats ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The clock does not beat.");
    }
}
