using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Delivery.Mailbox;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;

namespace ReactionPlans.Flow;

/// <summary>Everything that time starts, on one page: Hangfire reads it in real time, the virtual clock in a replay.</summary>
public static class Schedule
{
    private const string EveryMinute = "* * * * *";

    public static readonly IReadOnlyList<ScheduledJob> All =
    [
        new("judge-every-area", Role.Detection, "5 0 * * *",
            (services, stopping) => services.GetRequiredService<JudgeEveryArea>().Run(stopping)),

        // In the morning: it is mail to people at work, and nothing that cannot wait.
        new("ask-for-review", Role.Clock, "0 8 * * *",
            (services, stopping) => services.GetRequiredService<AskForReview>().Run(stopping)),

        // Once a day is enough for what is counted five weeks afterwards.
        new("weigh-effects", Role.Activation, "30 5 * * *",
            (services, stopping) => services.GetRequiredService<WeighEffects>().Run(stopping)),

        // What is kept no longer than agreed: at night, when nobody waits. In virtual time nobody is real, and the database goes with the replay.
        new("coarsen-places", Role.Intake, "40 3 * * *",
            (services, stopping) => services.GetRequiredService<CoarsenPlaces>().Run(stopping),
            (_, _) => Task.FromResult<DateTimeOffset?>(null)),

        new("forget-residents", Role.Reactions, "50 3 * * *",
            (services, stopping) => services.GetRequiredService<ForgetResidents>().Run(stopping),
            (_, _) => Task.FromResult<DateTimeOffset?>(null)),

        // After the last of an extract is out, so that an older backup opens none of them.
        new("shred-data-keys", Role.Reactions, "20 4 * * *",
            (services, stopping) => services.GetRequiredService<ExtractKeys>().Sweep(stopping),
            (_, _) => Task.FromResult<DateTimeOffset?>(null)),

        new("settle-overdue-questions", Role.Clock, EveryMinute,
            (services, stopping) => services.GetRequiredService<SettleOverdue>().Run(stopping),
            (services, stopping) => services.GetRequiredService<SettleOverdue>().NextDue(stopping)),

        new("watch-activations", Role.Clock, EveryMinute,
            (services, stopping) => services.GetRequiredService<WatchActivations>().Run(stopping),
            (services, stopping) => services.GetRequiredService<WatchActivations>().NextDue(stopping)),

        // In virtual time one carrier keeps receipts, the demo's, and it knows when the next is there.
        new("poll-receipts", Role.Reactions, EveryMinute,
            (services, stopping) => services.GetRequiredService<PollReceipts>().Run(stopping),
            (services, _) => Task.FromResult(services.GetService<SimulatedMailbox>()?.NextReceiptAt)),

        // Virtual time knows no mail that comes back and no receiver of events.
        new("take-returned-mails", Role.Reactions, EveryMinute,
            (services, stopping) => services.GetRequiredService<TakeReturnedMails>().Run(stopping),
            (_, _) => Task.FromResult<DateTimeOffset?>(null)),

        new("push-events", Role.Reactions, EveryMinute,
            (services, stopping) => services.GetRequiredService<PushEvents>().Run(stopping),
            (_, _) => Task.FromResult<DateTimeOffset?>(null)),

        new("release-due", Role.Clock, EveryMinute,
            (services, stopping) => services.GetRequiredService<ReleaseDue>().Run(stopping),
            (services, stopping) => services.GetRequiredService<ReleaseDue>().NextDue(stopping)),
    ];
}
