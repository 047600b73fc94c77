using MassTransit;
using Microsoft.Extensions.Logging;
using Npgsql;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Telemetry;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Delivery;

/// <summary>
/// Sends a batch: marks it, commits, calls the carrier, stores the answers. It uses no inbox: its memory is the state of the rows.
/// </summary>
/// <remarks>
/// Whenever it dies, the message comes again and the rows tell how far it got. Rows still being sent are asked after at the carrier, which
/// knows them by delivery id, and only what it does not have is sent; so are those whose answer was lost on the way. A mail server cannot be
/// asked: answers to mails are stored one by one, so at most one mail is sent twice, and its Message-Id is the same both times.
/// </remarks>
public sealed partial class SendBatch(
    Database database,
    NpgsqlDataSource source,
    OutgoingBatch outgoing,
    IEnumerable<ILetterCarrier> carriers,
    CarrierOptions options,
    TimeProvider clock,
    ILogger<SendBatch> logger) : IConsumer<SendDeliveries>
{
    public const string Queue = "send-deliveries";

    private readonly TimeSpan firstWait = TimeSpan.FromSeconds(options.FirstRetrySeconds);

    private sealed record Answer(SendingRow Row, string State, string? Reason, DateTimeOffset? InformedAt = null, DateTimeOffset? NotBefore = null, bool IsRefused = false);

    public async Task Consume(ConsumeContext<SendDeliveries> context)
    {
        var (batchId, stopping) = (context.Message.BatchId, context.CancellationToken);
        await using var held = await BatchLock.Take(source, batchId, stopping);

        var batch = await database.Do(work => outgoing.Take(work, batchId), stopping);
        if (batch.Count == 0)
        {
            await database.Do(work => database.Acknowledge(work, context, Queue), stopping);
            return;
        }

        using var traces = BatchTraces.Open(batchId, [.. batch.Select(one => one.Row)]);
        var carrier = carriers.First(one => one.Channels.Contains(batch[0].Row.Channel)); // a batch has one channel
        var left = batch.Count;
        foreach (var group in batch.Chunk(carrier.AtOnce))
        {
            var answers = await Settle(carrier, group, stopping);
            left -= group.Length;
            var unfinished = left == 0 ? (Guid?)null : batch[^left].Row.ActivationId;
            await database.Do(async work =>
            {
                await Store(work, batchId, answers);
                // Rows come in order of activation: one that goes on in the next group is told of there, so a crash cannot lose the word.
                var settled = answers.Select(answer => answer.Row.ActivationId).Distinct().Where(id => id != unfinished).ToArray();
                if (settled.Length > 0)
                    await work.Publish(new DeliveriesSettled(settled));
                if (left == 0)
                    await database.Acknowledge(work, context, Queue);
            }, stopping);
            FlowMeters.SettledBy(group[0].Row.Channel, answers.Select(answer => answer.State));
        }
    }

    /// <summary>One answer for each delivery of the group; the outside is called here, and no transaction is open.</summary>
    private async Task<IReadOnlyList<Answer>> Settle(ILetterCarrier carrier, IReadOnlyList<Outgoing> group, CancellationToken stopping)
    {
        var answers = new List<Answer>();
        var known = await AskAfterDoubtful(carrier, group, stopping);
        var send = new List<Outgoing>();
        foreach (var one in group)
        {
            if (known.TryGetValue(one.Row.Id, out var answer) && answer.Outcome != CarrierOutcome.Unknown)
                answers.Add(Translate(one.Row, answer));
            else if (one.Row.UnwantedFor is { } unwanted)
                answers.Add(new Answer(one.Row, "Skipped", unwanted));
            else if (one.Row.ChannelNow is { } other && other != one.Row.Channel)
                answers.Add(new Answer(one.Row, "Planned", null, NotBefore: clock.GetUtcNow())); // shut since it was handed on: it goes by another channel
            else if (one.FailedFor is { } reason)
                answers.Add(new Answer(one.Row, "Failed", reason));
            else if (one.NotNowFor is { } passes)
                answers.Add(Translate(one.Row, new CarrierAnswer(one.Row.Id, CarrierOutcome.NotNow, one.Row.InDoubt ? CarrierAnswer.NoAnswer : passes))); // still to be asked after
            else if (one.Row.TooLate)
                answers.Add(new Answer(one.Row, "Skipped", one.Row.TooLateFor));
            else if (QuietHours.NextAllowed(clock.GetUtcNow(), one.Row.Quiet, one.Row.DaytimeOnly) is var allowed && allowed > clock.GetUtcNow())
                answers.Add(new Answer(one.Row, "Planned", null, NotBefore: allowed)); // released by day and come to by night, or to somebody who wants quiet now
            else
                send.Add(one);
        }

        if (send.Count > 0)
        {
            var rows = send.ToDictionary(one => one.Row.Id, one => one.Row);
            var said = await OutsideCall.Run(carrier.Name, () => carrier.Send([.. send.Select(one => one.Message!)], stopping));
            FlowMeters.Answered(carrier.Name, group[0].Row.Channel, said);
            answers.AddRange(said.Select(answer => Translate(rows[answer.DeliveryId], answer)));
            var notAccepted = said.Count(answer => answer.Outcome != CarrierOutcome.Accepted);
            LogSent(carrier.Name, said.Count, notAccepted);
        }

        return answers;
    }

    /// <summary>What the carrier says of messages it may have already. Unknown: it does not have it, so it is sent; not now: it could not be asked, so it waits.</summary>
    private static async Task<Dictionary<Guid, CarrierAnswer>> AskAfterDoubtful(ILetterCarrier carrier, IReadOnlyList<Outgoing> group, CancellationToken stopping)
    {
        var doubtful = group.Where(one => one.Row.InDoubt && one.Message is not null).Select(one => one.Message!).ToList();
        if (doubtful.Count == 0)
            return [];
        return (await OutsideCall.Run(carrier.Name, () => carrier.Ask(doubtful, stopping)))
            .Select(answer => answer.Outcome == CarrierOutcome.NotNow ? answer with { Reason = CarrierAnswer.NoAnswer } : answer)
            .ToDictionary(answer => answer.DeliveryId);
    }

    private Answer Translate(SendingRow row, CarrierAnswer answer) => answer.Outcome switch
    {
        CarrierOutcome.Accepted => Accepted(row),
        CarrierOutcome.Failed => new Answer(row, "Failed", answer.Reason),
        _ when SendRetry.After(row.Refusals + 1, firstWait) is { } wait => new Answer(
            row, "Planned", answer.Reason, NotBefore: clock.GetUtcNow() + (answer.RetryAfter is { } asked && asked > wait ? asked : wait), IsRefused: true),
        _ => new Answer(row, "Failed", answer.Reason == CarrierAnswer.NoAnswer ? answer.Reason : "transient", IsRefused: true),
    };

    private Answer Accepted(SendingRow row)
    {
        var now = clock.GetUtcNow();
        return new Answer(row, "Accepted", null, row.Channel == "print" ? options.Print.Mail.ExpectedDelivery(now) : now);
    }

    private static async Task Store(Work work, Guid batchId, IReadOnlyList<Answer> answers)
    {
        await work.Execute("Delivery/store-answers.sql", new
        {
            batch_id = batchId,
            ids = answers.Select(answer => answer.Row.Id).ToArray(),
            states = answers.Select(answer => answer.State).ToArray(),
            reasons = answers.Select(answer => answer.Reason).ToArray(),
            refused = answers.Select(answer => answer.IsRefused).ToArray(),
            informed_at = answers.Select(answer => answer.InformedAt?.UtcDateTime).ToArray(),
            not_before = answers.Select(answer => answer.NotBefore?.UtcDateTime).ToArray(),
            now = work.Now,
        });
        var unreachable = answers.Where(answer => answer.State == "Failed" && DeliveryReceipts.OfAddress.Contains(answer.Reason)).Select(answer => answer.Row.Id).ToArray();
        if (unreachable.Length > 0)
            await NotReached.Take(work, unreachable);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Carrier {Carrier} answered for {Count} deliveries, {NotAccepted} not accepted")]
    private partial void LogSent(string carrier, int count, int notAccepted);
}
