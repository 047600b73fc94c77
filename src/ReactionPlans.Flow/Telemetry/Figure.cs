namespace ReactionPlans.Flow.Telemetry;

/// <summary>A number of the installation, by name and unit as <see cref="FlowMeters"/> has them.</summary>
/// <param name="Unit">UCUM: s for seconds; null where it counts things.</param>
public sealed record Figure(string Name, string? Unit, string Tells)
{
    public static readonly Figure
        OutboxMessages = new("reactionplans.outbox.messages", null, "Messages that wait in the outbox."),
        OutboxOldest = new("reactionplans.outbox.oldest", "s", "Age of the oldest message in the outbox."),
        OutboxParked = new("reactionplans.outbox.parked", null, "Messages that cannot leave the outbox; they wait for a person."),
        StuckMessages = new("reactionplans.stuck.messages", null, "Messages that a hop could not handle; they wait for a person."),
        InboxRows = new("reactionplans.inbox.rows", null, "Messages remembered as handled, as the database's statistics have it."),
        QueueMessages = new("reactionplans.queue.messages", null, "Messages that wait for a hop."),
        JudgingAreas = new("reactionplans.judging.areas", null, "Areas that have changed and are not judged."),
        JudgingOldest = new("reactionplans.judging.oldest", "s", "Time since the first of them changed for the last time."),
        Deliveries = new("reactionplans.deliveries", null, "Deliveries by channel and state: those not settled, and those that failed within a day."),
        DeliveriesDue = new("reactionplans.deliveries.due", null, "Deliveries that are due and not settled."),
        DeliveriesOldest = new("reactionplans.deliveries.oldest_due", "s", "How long the first of them has been due."),
        FeedAge = new("reactionplans.feed.age", "s", "Time since the end of the last day on which a source delivered reports."),
        FeedSilent = new("reactionplans.feed.silent", null, "1 where a source is silent against its rhythm."),
        Questions = new("reactionplans.questions.open", null, "Questions that wait for an answer."),
        DeadlinesMissed = new("reactionplans.deadlines.missed", null, "What is past its time and not done, by kind."),
        GatesMissed = new("reactionplans.gates.missed", null, "Visits of the last week that began before residents were informed."),
        WebhookEvents = new("reactionplans.webhook.events", null, "Events that a receiver has not confirmed."),
        WebhookFailing = new("reactionplans.webhook.failing", "s", "How long a receiver has not confirmed; 0: all of them do."),
        WebhooksStopped = new("reactionplans.webhook.stopped", null, "Receivers that were given up.");

    public static readonly IReadOnlyList<Figure> All =
    [
        OutboxMessages, OutboxOldest, OutboxParked, StuckMessages, InboxRows, QueueMessages, JudgingAreas, JudgingOldest, Deliveries, DeliveriesDue, DeliveriesOldest,
        FeedAge, FeedSilent, Questions, DeadlinesMissed, GatesMissed, WebhookEvents, WebhookFailing, WebhooksStopped,
    ];
}
