using System.Diagnostics;
using Hangfire;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ReactionPlans.Host;

/// <summary>Good while this host's Hangfire server beats: without it nothing that waits for its time is done.</summary>
/// <remarks>A beat has the database's time. It is not held against this machine's, which may differ: what counts is that another one comes.</remarks>
internal sealed class ClockReady(JobStorage storage) : IHealthCheck
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>A beat may come late on a machine that is busy; a database that is away shows at once by its own check.</summary>
    private static readonly TimeSpan Stopped = 4 * Beat;

    /// <summary>What this process calls itself; Hangfire adds something of its own.</summary>
    public static readonly string Name = $"{Environment.MachineName}:{Environment.ProcessId}".ToLowerInvariant();

    private readonly Lock turn = new();
    private DateTime? lastBeat;
    private long beatSeenAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Hangfire asks the database in a way of its own that cannot be called off.
        var servers = await Task.Run(() => storage.GetMonitoringApi().Servers(), cancellationToken).WaitAsync(cancellationToken);
        // A process that came after another under the same name and number, as in a container, finds the other's last beat beside its own.
        var beat = servers.Where(server => server.Name.StartsWith(Name, StringComparison.OrdinalIgnoreCase)).Max(server => server.Heartbeat);
        return beat is { } at && IsFresh(at) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The clock does not beat.");
    }

    private bool IsFresh(DateTime beat)
    {
        lock (turn)
        {
            if (beat != lastBeat)
                (lastBeat, beatSeenAt) = (beat, Stopwatch.GetTimestamp());
            return Stopwatch.GetElapsedTime(beatSeenAt) < Stopped;
        }
    }
}
