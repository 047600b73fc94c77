using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReactionPlans.Flow.Telemetry;
using ReactionPlans.Web;

namespace ReactionPlans.Host.Telemetry;

/// <summary>Whether this host's checks are good, as a figure: looked at when somebody reads the figures, and not again for a while.</summary>
internal sealed class ReadyFigure : IDisposable
{
    private readonly HealthCheckService health;
    private readonly TimeSpan readAtMostEvery;
    private readonly Meter meter = new(FlowMeters.MeterName);
    private volatile IReadOnlyList<Measurement<int>> now = [];
    private long? readAt;

    public ReadyFigure(HealthCheckService health, FiguresOptions options)
    {
        (this.health, readAtMostEvery) = (health, TimeSpan.FromSeconds(options.ReadAtMostEverySeconds));
        meter.CreateObservableGauge("reactionplans.check.ready", () => now, null, "1 where a check of this host is good.");
    }

    /// <summary>Two who ask at once may both look; both see the same.</summary>
    public async Task Refresh(CancellationToken stopping)
    {
        if (readAt is { } at && Stopwatch.GetElapsedTime(at) < readAtMostEvery)
            return;
        readAt = Stopwatch.GetTimestamp();
        var report = await health.CheckHealthAsync(check => check.Tags.Contains(HealthSetup.ReadyTag), stopping);
        now = [.. report.Entries.Select(entry => new Measurement<int>(entry.Value.Status == HealthStatus.Healthy ? 1 : 0, new KeyValuePair<string, object?>("check", entry.Key)))];
    }

    public void Dispose() => meter.Dispose();
}
