using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Npgsql;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Telemetry;

/// <summary>The installation's figures as they stand in the database and on the broker: totals, by channel, hop and source, never by partnership, area or person.</summary>
/// <remarks>Read in one transaction when somebody asks, and not again for a while. Where they cannot be read there are none: an old figure would look like a good one.</remarks>
public sealed partial class Figures : IDisposable
{
    /// <summary>A database that does not answer within this is not waited for: whoever asks has little patience.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Lately = TimeSpan.FromDays(1), VisitsLately = TimeSpan.FromDays(7);

    private readonly Database database;
    private readonly QueueDepths queues;
    private readonly TimeSpan readAtMostEvery;
    private readonly ILogger<Figures> logger;
    private readonly Meter meter = new(FlowMeters.MeterName);
    private readonly SemaphoreSlim reading = new(1, 1);
    private long? readAt;
    private volatile IReadOnlyDictionary<Figure, List<Measurement<double>>> now = new Dictionary<Figure, List<Measurement<double>>>();

    public Figures(Database database, QueueDepths queues, FiguresOptions options, ILogger<Figures> logger)
    {
        (this.database, this.queues, this.logger) = (database, queues, logger);
        readAtMostEvery = TimeSpan.FromSeconds(options.ReadAtMostEverySeconds);
        foreach (var figure in Figure.All)
            meter.CreateObservableGauge(figure.Name, () => now.GetValueOrDefault(figure, []), figure.Unit, figure.Tells);
    }

    private sealed record Messages(int Waiting, DateTime? OldestAt, int Parked, int Stuck, long InboxRows);

    private sealed record Queued(string Hop, int Messages);

    private sealed record Judging(int Areas, DateTime? OldestAt);

    private sealed record Deliveries(string Channel, string State, int Count, int Due, DateTime? OldestAt);

    private sealed record Feed(string Source, double AgeSeconds, bool Silent);

    private sealed record Promised(int QuestionsOpen, int QuestionsMissed, int TasksMissed, int GatesMissed);

    private sealed record Webhooks(int EventsWaiting, DateTime? FailingSince, int Stopped);

    /// <summary>Reads them anew unless that was done a moment ago. Of several who ask at once one reads, and the others wait for it.</summary>
    public async Task Refresh(CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        await reading.WaitAsync(stopping);
        try
        {
            if (readAt is { } at && Stopwatch.GetElapsedTime(at) < readAtMostEvery)
                return;
            readAt = Stopwatch.GetTimestamp();
            var read = await database.Do(Read, patience.Token);
            foreach (var (hop, messages) in await queues.Read(patience.Token))
                Add(read, Figure.QueueMessages, messages, ("hop", hop));
            now = read;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException || (exception is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            now = new Dictionary<Figure, List<Measurement<double>>>();
            LogUnread(exception);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose()
    {
        meter.Dispose();
        reading.Dispose();
    }

    private async Task<Dictionary<Figure, List<Measurement<double>>>> Read(Work work)
    {
        var figures = new Dictionary<Figure, List<Measurement<double>>>();
        var messages = (await work.QueryOne<Messages>("Telemetry/count-messages.sql"))!;
        Add(figures, Figure.OutboxMessages, messages.Waiting);
        Add(figures, Figure.OutboxOldest, Age(messages.OldestAt));
        Add(figures, Figure.OutboxParked, messages.Parked);
        Add(figures, Figure.StuckMessages, messages.Stuck);
        Add(figures, Figure.InboxRows, messages.InboxRows);
        if (queues.AreInProcess)
        {
            var queued = (await work.Query<Queued>("Telemetry/count-queued.sql")).ToDictionary(row => row.Hop, row => row.Messages);
            foreach (var hop in Hops.All)
                Add(figures, Figure.QueueMessages, queued.GetValueOrDefault(hop.Queue), ("hop", hop.Queue));
        }

        var judging = (await work.QueryOne<Judging>("Telemetry/count-judging.sql"))!;
        Add(figures, Figure.JudgingAreas, judging.Areas);
        Add(figures, Figure.JudgingOldest, Age(judging.OldestAt));

        var deliveries = await work.Query<Deliveries>("Telemetry/count-deliveries.sql", new { now = work.Now, open_since = SendWindow.OpenSince(work.Now), failed_since = work.Now - Lately });
        foreach (var row in deliveries)
            Add(figures, Figure.Deliveries, row.Count, ("channel", row.Channel), ("state", row.State));
        Add(figures, Figure.DeliveriesDue, deliveries.Sum(row => row.Due));
        Add(figures, Figure.DeliveriesOldest, deliveries.Select(row => Age(row.OldestAt)).DefaultIfEmpty().Max());

        foreach (var feed in await work.Query<Feed>("Telemetry/count-feeds.sql", new { from_day = work.Today.AddDays(-FeedRhythm.WindowDays), now = work.Now }))
        {
            Add(figures, Figure.FeedAge, feed.AgeSeconds, ("source", feed.Source));
            Add(figures, Figure.FeedSilent, feed.Silent ? 1 : 0, ("source", feed.Source));
        }

        var promised = (await work.QueryOne<Promised>("Telemetry/count-promises.sql", new { now = work.Now, visits_since = work.Now - VisitsLately }))!;
        Add(figures, Figure.Questions, promised.QuestionsOpen);
        Add(figures, Figure.DeadlinesMissed, promised.QuestionsMissed, ("kind", "question"));
        Add(figures, Figure.DeadlinesMissed, promised.TasksMissed, ("kind", "task"));
        Add(figures, Figure.GatesMissed, promised.GatesMissed);

        var webhooks = (await work.QueryOne<Webhooks>("Telemetry/count-webhooks.sql"))!;
        Add(figures, Figure.WebhookEvents, webhooks.EventsWaiting);
        Add(figures, Figure.WebhookFailing, Age(webhooks.FailingSince));
        Add(figures, Figure.WebhooksStopped, webhooks.Stopped);
        return figures;

        double Age(DateTime? since) => since is { } from ? Math.Max(0, (work.Now - from).TotalSeconds) : 0;
    }

    private static void Add(Dictionary<Figure, List<Measurement<double>>> figures, Figure figure, double value, params (string Name, string Value)[] tags)
    {
        if (!figures.TryGetValue(figure, out var measured))
            figures[figure] = measured = [];
        measured.Add(new Measurement<double>(value, tags.Select(tag => new KeyValuePair<string, object?>(tag.Name, tag.Value))));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The figures cannot be read now")]
    private partial void LogUnread(Exception exception);
}
