using MassTransit;
using Microsoft.Extensions.Logging;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Telemetry;
using ReactionPlans.Rules.Outward;

namespace ReactionPlans.Flow.Outward;

/// <summary>Brings events to the addresses of a partnership, one after the other and in their order; again until they are confirmed, or the receiver is given up.</summary>
/// <remarks>
/// Its memory is the last confirmed number of each address, so it needs no inbox. The outside is called while no transaction is open; a hold keeps others away meanwhile.
/// A receiver whose answer was lost gets the event again, and knows it by its id.
/// </remarks>
public sealed partial class PushEvents(Database database, WebhookSeal seal, PostEvent post, ILogger<PushEvents> logger) : IConsumer<EventRecorded>
{
    public const string Queue = "push-events";

    private const int EventsAtOnce = 50;

    /// <summary>Longer than an event takes: a hold that runs out belongs to a worker that died.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

    private sealed record Held
    {
        public string Id { get; init; } = "";
        public string PartnershipId { get; init; } = "";
        public string Url { get; init; } = "";
        public byte[] SealedSecret { get; init; } = [];
        public int ConfirmedNumber { get; init; }
        public int Failures { get; init; }
        public DateTimeOffset? FailingSince { get; init; }
        public DateTimeOffset HeldUntil { get; init; }
    }

    public async Task Consume(ConsumeContext<EventRecorded> context)
    {
        await Push(context.Message.PartnershipId, context.CancellationToken);
        await database.Do(work => database.Acknowledge(work, context, Queue), context.CancellationToken);
    }

    /// <summary>What was not confirmed at first.</summary>
    public Task Run(CancellationToken stopping) => Push(partnershipId: null, stopping);

    private async Task Push(string? partnershipId, CancellationToken stopping)
    {
        // An address that has been brought everything is taken again if more has happened: who was told of that found it held.
        while (await Take(partnershipId, stopping) is { } webhook)
            await Bring(webhook, stopping);
    }

    private Task<Held?> Take(string? partnershipId, CancellationToken stopping) => database.Do(work => work.QueryOne<Held>(
        "Outward/hold-webhook.sql", new { partnership_id = partnershipId, now = work.Now, until = work.Now + Hold }), stopping);

    private async Task Bring(Held webhook, CancellationToken stopping)
    {
        var signature = seal.Open(webhook.SealedSecret);
        while (true)
        {
            var events = await database.Read<OutwardEvent>("Outward/list-events.sql",
                new { partnership_id = webhook.PartnershipId, after = webhook.ConfirmedNumber, limit = EventsAtOnce }, stopping);
            foreach (var one in events)
            {
                if (await OutsideCall.Run("webhook", () => post.To(webhook.Url, signature, one, stopping)) is { Failure: not null } answer)
                {
                    await Fail(webhook, answer, stopping);
                    return;
                }

                if (await Confirm(webhook, one.Number, stopping) is not { } kept)
                    return;
                webhook = kept;
            }

            if (events.Count < EventsAtOnce)
                break;
        }

        await database.Do(work => work.Execute("Outward/release-webhook.sql", new { id = webhook.Id, held = webhook.HeldUntil }), stopping);
    }

    private Task<Held?> Confirm(Held webhook, int number, CancellationToken stopping) => database.Do(async work =>
    {
        var until = work.Now + Hold;
        return await work.Execute("Outward/confirm-event.sql", new { id = webhook.Id, number, held = webhook.HeldUntil, until }) == 1
            ? webhook with { ConfirmedNumber = number, Failures = 0, FailingSince = null, HeldUntil = until }
            : null;
    }, stopping);

    private Task Fail(Held webhook, ReceiverAnswer answer, CancellationToken stopping) => database.Do(async work =>
    {
        var since = webhook.FailingSince ?? work.Now;
        var isGivenUp = answer.IsGone || WebhookRetry.IsGivenUp(since, work.Now);
        var noted = await work.Execute("Outward/fail-webhook.sql", new
        {
            id = webhook.Id,
            held = webhook.HeldUntil,
            failure = answer.Failure,
            failing_since = since,
            not_before = work.Now + WebhookRetry.Wait(webhook.Failures + 1, answer.AsksToWait),
            stopped_at = isGivenUp ? work.Now : (DateTimeOffset?)null,
        });
        if (noted == 1 && isGivenUp)
            LogGivenUp(webhook.Id, answer.Failure!);
        else if (noted == 1)
            LogFailed(webhook.Id, answer.Failure!);
    }, stopping);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} did not confirm ({Failure}); it is tried again")]
    private partial void LogFailed(string webhook, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Webhook} is given up ({Failure}); 'reactionplans webhook resume' lets it go on")]
    private partial void LogGivenUp(string webhook, string failure);
}
