using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Says which queues the start waits for. The bus itself waits without a word, and a broker that lost power while its queues were new can leave one
/// without a leader: it answers everything else.</summary>
internal sealed partial class TellOfClosedQueues(
    IBusControl bus, IHostApplicationLifetime lifetime, ILogger<TellOfClosedQueues> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStarted);
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(waiting.Token))
            {
                var closed = bus.CheckHealth().Endpoints.Where(endpoint => endpoint.Value.Status != BusHealthStatus.Healthy)
                    .Select(endpoint => endpoint.Key).Order(StringComparer.Ordinal).ToList();
                if (closed.Count > 0)
                    LogClosed(Problems.QueuesClosed.With(string.Join(", ", closed)).ToString());
            }
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested)
        {
            // They are open, or the program ends.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private partial void LogClosed(string problem);
}
