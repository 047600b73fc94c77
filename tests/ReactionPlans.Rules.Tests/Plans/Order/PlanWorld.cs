using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Plans.Order;

/// <summary>
/// The flow from the question to the last message, reduced to one area, four recipients and one station. Every decision in it is production's: the
/// tables of decision, steps and end, the deliveries' rule, the visits' solver. What is the model's own is storing and carrying: transactions that
/// commit or not, an outbox, an inbox, a carrier that remembers by delivery id.
/// </summary>
/// <remarks>A hop is a sequence of steps; between any two of them the schedule may let another one run, deliver a message again, or kill it. A step
/// within a transaction is all or nothing, so that a death anywhere in one is a death before it.</remarks>
internal sealed class PlanWorld(Agreement agreement)
{
    public const int Recipients = 4;

    private static readonly MobileStation Station = new("bil", WeeklyHours.TryParse("mon-sun 09:00-21:00", out var hours) ? hours! : throw new InvalidOperationException(), 1);

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public Agreement Agreement => agreement;

    public Stored Db { get; set; } = new Stored().Say("SpikeDetected");

    public DateTimeOffset Now { get; set; } = Start;

    /// <summary>What the carrier has accepted: by delivery id, with the instant. It is outside, so no death takes it back.</summary>
    public Dictionary<string, (StoredDelivery Delivery, DateTimeOffset At)> Carrier { get; } = [];

    /// <summary>The gates that a person has opened, and when.</summary>
    public HashSet<(string StepId, DateTimeOffset At)> SaidYes { get; } = [];

    /// <summary>When the plan was last held against the facts while it ran.</summary>
    public DateTimeOffset? WatchedAt { get; private set; }

    /// <summary>Where every message that is said goes.</summary>
    public IEnumerable<(string Queue, Func<Message, IEnumerable<bool>> Hop)> ListenersOf(string type) => type switch
    {
        "PlanActivated" => [("start-activation", Start_activation)],
        "ActivationStarted" or "PlanRoundStarted" => [("plan-messages", Plan_messages)],
        "GateOpened" => [("plan-station", Plan_station), ("plan-messages", Plan_messages)],
        "ReactionPlanned" => [("release-due", Release)],
        "SendDeliveries" => [("send-deliveries", Send)],
        "DeliveriesSettled" or "RateFell" => [("watch-activation", Watch)],
        "PlanCorrected" => [("plan-update", Plan_update)],
        "ActivationEnded" => [("plan-all-clear", Plan_all_clear)],
        _ => [],
    };

    /// <summary>One transaction with the inbox: a second delivery of the message finds it there.</summary>
    private IEnumerable<bool> Once(Message message, string queue, Func<Stored, Stored> body)
    {
        yield return true;
        if (!Db.Inbox.Contains((message.Id, queue)))
            Db = body(Db) with { Inbox = Db.Inbox.Add((message.Id, queue)) };
        yield return true;
    }

    private IEnumerable<bool> Start_activation(Message message) => Once(message, "start-activation", db => db.Plan is not null
        ? db
        : (db with
        {
            Plan = new StoredPlan(PlanExpansion.MaximumEnd(agreement, agreement.Criteria[0].Id, DanishTime.DayOf(Now), Now)),
            Tasks = [.. PlanExpansion.Expand(agreement, Now, SchoolCalendar.Empty).Select(ToTask)],
        }).Say("ActivationStarted"));

    private IEnumerable<bool> Plan_messages(Message message) => Once(message, "plan-messages", db =>
    {
        if (db.Plan is not { HasEnded: false })
            return db;
        foreach (var task in db.Tasks.Where(task => task.State is not (TaskState.Waiting or TaskState.NotPossible)))
        {
            var kind = task.Reaction switch
            {
                Reaction.Letter => DeliveryKind.Letter,
                Reaction.NeighbourMessage => DeliveryKind.NeighbourMessage,
                _ => (DeliveryKind?)null,
            };
            for (var recipient = 0; kind is { } alert && recipient < Recipients; recipient++)
                db = db.Add(new StoredDelivery(task.StepId, recipient, alert, DeliveryState.Planned, task.GateOpenedAt > task.StartsAt ? task.GateOpenedAt.Value : task.StartsAt));
        }
        return db.Say("ReactionPlanned");
    });

    private IEnumerable<bool> Plan_station(Message message) => Once(message, "plan-station", db =>
    {
        if (db.Plan is not { HasEnded: false } plan || db.Tasks.FirstOrDefault(task => task.StepId == message.About) is not { Reaction: Reaction.MobileStation, GateOpenedAt: { } opened, State: TaskState.Open } task
            || db.Visits.Any(visit => visit.StepId == task.StepId))
            return db;
        var wish = agreement.Plan.First(step => step.Station is not null).Station!;
        var until = opened.AddDays(wish.WithinDays);
        var visits = StationVisits.Plan(new StationDemand(
            [new VisitWish(task.StepId, "p", wish.Visits, TimeSpan.FromHours(wish.Hours), opened > Now ? opened : Now, until < plan.MaximumEndsAt ? until : plan.MaximumEndsAt,
                [new SiteChoice(new StationSite("torv", "square", 56.2, 10.2), 0)])],
            [Station], []));
        return db with { Visits = db.Visits.AddRange(visits.Where(visit => visit.StationId is not null).Select(visit => new StoredVisit(task.StepId, visit.StartsAt!.Value, visit.EndsAt!.Value))) };
    });

    /// <summary>Heard and swept alike: every batch is a transaction of its own, and releasing twice is harmless.</summary>
    public IEnumerable<bool> Release(Message _)
    {
        yield return true;
        foreach (var delivery in Db.Deliveries.Values.Where(one => one.State == DeliveryState.Planned).ToList())
        {
            if (DeliveryRule.DroppedFor(delivery.Kind, Db.Plan!.HasEnded, Db.IsTakenOut(delivery), Db.AlertsOf(delivery.Recipient)) is not null)
                Db = Db.With(delivery with { State = DeliveryState.Skipped });
        }

        foreach (var kind in Enum.GetValues<DeliveryKind>())
        {
            yield return true;
            var due = Db.Deliveries.Values.Where(one => one.State == DeliveryState.Planned && one.Kind == kind && one.NotBefore <= Now && DeliveryRule.MayRelease(kind, Db.AlertsOf(one.Recipient), Db.UpdatesOf(one.Recipient))).ToList();
            if (due.Count == 0)
                continue;
            var db = Db with { LastBatch = Db.LastBatch + 1 };
            foreach (var one in due)
                db = db.With(one with { State = DeliveryState.Released, Batch = db.LastBatch });
            Db = db.Say("SendDeliveries", $"{db.LastBatch}");
        }
    }

    /// <summary>No inbox: its memory is the rows. Marks, commits, asks or calls the carrier, stores; a death anywhere brings the message again.</summary>
    private IEnumerable<bool> Send(Message message)
    {
        yield return true;
        // Of two workers on one batch, the second waits until the first has let go of the batch's lock, or has died.
        while (!locked.Add(message.About))
            yield return false;
        try
        {
            var doubtful = Mine().Where(one => one.State == DeliveryState.Sending).Select(one => one.Id).ToHashSet();
            var tooLate = Mine().Where(one => DeliveryRule.IsTooLate(one.Kind, Db.Plan!.HasEnded, Db.IsTakenOut(one))).Select(one => one.Id).ToHashSet();
            foreach (var one in Mine())
            {
                Db = Db.With(one with { State = DeliveryState.Sending, Attempts = one.Attempts + 1 });
                marked[one.Id] = !DeliveryRule.IsLast(one.Kind) && (Db.Plan!.HasEnded || Db.IsTakenOut(one));
            }
            yield return true;
            foreach (var one in Mine())
            {
                var answer = one with { State = DeliveryState.Accepted, InformedAt = Now };
                // One it has already: the answer was lost, and it is not sent again.
                if (!(doubtful.Contains(one.Id) && Carrier.ContainsKey(one.Id)))
                    answer = tooLate.Contains(one.Id) ? one with { State = DeliveryState.Skipped } : Refuses(one) ? one with { State = DeliveryState.Failed } : Accept(one);
                yield return true;
                if (Db.Deliveries[one.Id] is { State: DeliveryState.Sending } still && still.Batch == one.Batch)
                    Db = Db.With(answer);
                yield return true;
            }
            Db = Db.Say("DeliveriesSettled");
            yield return true;
        }
        finally
        {
            locked.Remove(message.About);
        }

        List<StoredDelivery> Mine() =>
            [.. Db.Deliveries.Values.Where(one => $"{one.Batch}" == message.About && one.State is (DeliveryState.Released or DeliveryState.Sending)).OrderBy(one => one.Id, StringComparer.Ordinal)];
    }

    private readonly HashSet<string> locked = [];

    /// <summary>By delivery: whether it is an alert or an update whose plan had ended, or whose step had been taken out, when it was taken up last. One taken up before the end may leave at that very moment.</summary>
    private readonly Dictionary<string, bool> marked = [];

    /// <summary>One of the recipients cannot be reached by letter.</summary>
    private static bool Refuses(StoredDelivery delivery) => delivery is { Recipient: 3, Kind: DeliveryKind.Letter };

    public StoredDelivery Accept(StoredDelivery delivery)
    {
        if (!Carrier.TryAdd(delivery.Id, (delivery, Now)))
            throw new BrokenOrder($"{delivery.Id} was sent twice.");
        if (marked[delivery.Id])
            throw new BrokenOrder($"{delivery.Id} was taken up after the plan had ended or its step had been taken out, and sent.");
        return delivery with { State = DeliveryState.Accepted, InformedAt = Now };
    }

    public IEnumerable<bool> Watch(Message message) => Once(message, "watch-activation", Watched);

    public Stored Watched(Stored db)
    {
        if (db.Plan is not { HasEnded: false })
            return db;
        WatchedAt = Now;
        var reach = db.Deliveries.Values.GroupBy(one => one.StepId).ToDictionary(step => step.Key, step => new StepReach(
            step.Count(), step.Count(one => one.State != DeliveryState.Skipped || db.IsTakenOut(one)), 0, step.Count(one => one.State < DeliveryState.Accepted),
            step.Count(one => one.State == DeliveryState.Accepted && one.InformedAt <= Now)));
        var visits = db.Visits.GroupBy(visit => visit.StepId).ToDictionary(step => step.Key, step => new StepVisits(step.Count(), step.Count(), step.Count(visit => visit.EndsAt > Now)));
        var advance = PlanMotion.Advance(db.Tasks, new PlanFacts(reach, visits), Now);
        foreach (var task in advance.Changed)
            db = db.With(task);
        foreach (var (step, news) in advance.News)
            db = db.Say(news.ToString(), step);
        return Ended(db);
    }

    private Stored Ended(Stored db)
    {
        var plan = db.Plan!;
        if (db.SpikeEndedOn is null && plan.MaximumEndsAt > Now)
            return db;
        var facts = new EndFacts(db.SpikeEndedOn, db.SpikeEndedOn is null ? null : "fallen", plan.MaximumEndsAt, plan.EndAskedAt, plan.EndDeadlineAt, plan.EndAnswers);
        switch (PlanEnd.Next(agreement, facts, Now))
        {
            case EndStep.Ask ask:
                return db with { Plan = plan with { EndAskedAt = Now, EndDeadlineAt = ask.DeadlineAt } };
            case EndStep.Prolong prolong:
                db = db with { Plan = plan with { MaximumEndsAt = prolong.MaximumEndsAt, EndAskedAt = null, EndDeadlineAt = null, EndAnswers = [], Round = plan.Round + (prolong.StepsAnew ? 1 : 0) } };
                return prolong.StepsAnew
                    ? (db with { Tasks = db.Tasks.AddRange(PlanExpansion.Expand(agreement, Now, SchoolCalendar.Empty, db.Plan!.Round).Select(ToTask)) }).Say("PlanRoundStarted")
                    : db;
            case EndStep.End end:
                return End(db, end.Reason);
            default:
                return db;
        }
    }

    public Stored End(Stored db, string reason) => (db with
    {
        Plan = db.Plan! with { EndedAt = Now, EndReason = reason },
        Tasks = [.. db.Tasks.Select(task => PlanMotion.CallOff(task, Now))],
    }).Say("ActivationEnded");

    private IEnumerable<bool> Plan_update(Message message) => Once(message, "plan-update", db =>
    {
        if (db.Plan!.HasEnded)
            return db;
        var number = int.Parse(message.About, System.Globalization.CultureInfo.InvariantCulture);
        if (db.Corrections[number - 1].StepId is { } stepId)
        {
            foreach (var one in db.Deliveries.Values.Where(one => one.StepId == stepId && DeliveryRule.IsTakenBack(one.Kind, one.State)).ToList())
                db = db.With(one with { State = DeliveryState.Skipped });
            db = db with { Visits = [.. db.Visits.Select(visit => visit with { IsCalledOff = visit.IsCalledOff || (visit.StepId == stepId && visit.StartsAt > Now) })] };
        }
        return Told(db, $"update-{number}", DeliveryKind.Update);
    });

    /// <summary>Plans what follows on the alerts, for everyone they reached or may still reach.</summary>
    private Stored Told(Stored db, string stepId, DeliveryKind kind)
    {
        foreach (var recipient in db.Deliveries.Values.Where(one => DeliveryRule.IsAlert(one.Kind) && DeliveryRule.MayHaveTold(one.State)).Select(one => one.Recipient).Distinct().Order().ToList())
            db = db.Add(new StoredDelivery(stepId, recipient, kind, DeliveryState.Planned, Now));
        return db.Say("ReactionPlanned");
    }

    private IEnumerable<bool> Plan_all_clear(Message message) => Once(message, "plan-all-clear", db =>
    {
        foreach (var one in db.Deliveries.Values.Where(one => DeliveryRule.IsTakenBack(one.Kind, one.State)).ToList())
            db = db.With(one with { State = DeliveryState.Skipped });
        if (db.Plan!.EndReason == "stopped")
            db = db with { Visits = [.. db.Visits.Select(visit => visit with { IsCalledOff = visit.IsCalledOff || visit.StartsAt > db.Plan.EndedAt })] };
        return DeliveryRule.LastMessage(db.Plan.EndReason, agreement.End.AllClear) is { } kind ? Told(db, kind.ToString(), kind) : db;
    });

    private static TaskInMotion ToTask(PlannedTask planned) => new()
    {
        StepId = planned.Id,
        Reaction = planned.Step.Reaction,
        State = planned.StartsAs,
        StartsAt = planned.StartsAt,
        DueAt = planned.DueAt,
        RemindAt = planned.RemindAt,
        EscalateAt = planned.EscalateAt,
        GateStep = planned.GateStep,
        GateInformedShare = planned.Gate?.InformedShare,
        GateAskAt = planned.GateAskAt,
        OtherwiseStep = planned.OtherwiseStep,
        OtherwiseChosen = planned.OtherwiseFromStart,
    };
}

/// <summary>A promise of the plan that a schedule has broken.</summary>
internal sealed class BrokenOrder(string message) : Exception(message);
