using System.Text;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Rules.Tests.Plans.Order;

/// <summary>Lets a row of numbers decide what happens next in a <see cref="PlanWorld"/>: which message arrives, which worker goes on or dies, what people
/// do, how far the clock moves. Afterwards the world is left alone until nothing is left to do, and its promises are looked at.</summary>
internal sealed class PlanSchedule(PlanWorld world)
{
    /// <summary>A worker on its message.</summary>
    private sealed record Worker(Message Message, IEnumerator<bool> Steps, Func<Message, IEnumerable<bool>> Hop);

    private readonly List<(Message Message, Func<Message, IEnumerable<bool>> Hop)> waiting = [];
    private readonly List<Worker> workers = [];
    private readonly StringBuilder story = new();

    /// <summary>What happened, for a run that broke a promise.</summary>
    public string Story => story.ToString();

    public void Run(IReadOnlyList<int> choices)
    {
        foreach (var choice in choices)
        {
            Act(choice & 0xff, choice >> 8);
            LookAtPromises();
        }
        Finish();
    }

    private Stored Db
    {
        get => world.Db;
        set => world.Db = value;
    }

    private void Act(int what, int which)
    {
        switch (what % 16)
        {
            case 0 or 1 or 2:
                Relay(leaves: which % 4 != 0);
                break;
            case 3 or 4 or 5:
                Deliver(which);
                break;
            case 6 or 7 or 8 or 9 or 10:
                if (workers.Count > 0)
                    Step(workers[which % workers.Count]);
                break;
            case 11:
                if (workers.Count > 0)
                    Die(workers[which % workers.Count]);
                break;
            case 12:
                if (waiting.Count > 0)
                    waiting.Add(waiting[which % waiting.Count]);
                break;
            case 13:
                Wait(TimeSpan.FromHours(1 + which % 24));
                break;
            default:
                Person(which);
                break;
        }
    }

    /// <summary>The relay hands a message to its listeners. Dying after that, it does so again.</summary>
    private void Relay(bool leaves)
    {
        if (Db.Outbox.Count == 0)
            return;
        var message = Db.Outbox[0];
        Tell($"relay {message.Type}{(leaves ? "" : ", and dies")}");
        waiting.AddRange(world.ListenersOf(message.Type).Select(listener => (message, listener.Hop)));
        if (leaves)
            Db = Db with { Outbox = Db.Outbox.RemoveAt(0) };
        else
            Db = Db with { Outbox = Db.Outbox.RemoveAt(0).Add(message) };
    }

    private void Deliver(int which)
    {
        if (waiting.Count == 0)
            return;
        var (message, hop) = waiting[which % waiting.Count];
        waiting.RemoveAt(which % waiting.Count);
        Tell($"{hop.Method.Name} hears {message.Type} {message.About}");
        workers.Add(new Worker(message, hop(message).GetEnumerator(), hop));
    }

    private void Step(Worker worker)
    {
        if (!worker.Steps.MoveNext())
            Leave(worker);
    }

    /// <summary>It had not acknowledged: the message comes again.</summary>
    private void Die(Worker worker)
    {
        Tell($"{worker.Hop.Method.Name} dies");
        Leave(worker);
        waiting.Add((worker.Message, worker.Hop));
    }

    private void Leave(Worker worker)
    {
        worker.Steps.Dispose();
        workers.Remove(worker);
    }

    /// <summary>Time passes, and the clock's jobs run.</summary>
    private void Wait(TimeSpan time)
    {
        world.Now += time;
        Tell($"{world.Now:MM-dd HH:mm}");
        if (Db.Question == QuestionState.Held && Db.HeldUntil <= world.Now && Decision.Next(Db.Question, QuestionEvent.HoldEnds, world.Agreement.Decision.OnDeadline) is { } next)
            Db = Db with { Question = next };
        var sweep = new Message(0, "time");
        workers.Add(new Worker(sweep, Sweep().GetEnumerator(), _ => Sweep()));
    }

    private IEnumerable<bool> Sweep()
    {
        Db = world.Watched(Db);
        yield return true;
        if (Db.Plan is not null)
        {
            foreach (var step in world.Release(new Message(0, "time")))
                yield return step;
        }
    }

    private void Person(int which)
    {
        switch (which % 12)
        {
            case 0 or 1:
                Decide(DecisionAction.Approve);
                break;
            case 2:
                Decide(which % 24 == 2 ? DecisionAction.Hold : DecisionAction.Return);
                break;
            case 3:
                Decide(which % 24 == 3 ? DecisionAction.Dismiss : DecisionAction.Reply);
                break;
            case 4 or 5 or 6:
                Work(which / 12);
                break;
            case 7:
                Gate((GateAnswer)(which / 12 % 3));
                break;
            case 8:
                AnswerEnd((EndChoice)(which / 12 % 3), which / 36 % 3);
                break;
            case 9 when which / 12 % 3 == 0:
                Stop();
                break;
            case 10 when which / 12 % 3 == 0:
                Fall();
                break;
            case 11 when which / 12 % 3 == 0:
                Correct(which / 36);
                break;
        }
    }

    private void Decide(DecisionAction action)
    {
        if (Decision.Next(Db.Question, action) is not { } next)
            return;
        Tell($"{action}");
        Db = Db with { Question = next, HeldUntil = action == DecisionAction.Hold ? world.Now.AddHours(12) : null };
        if (next == QuestionState.Approved)
            Db = Db.Say("PlanActivated");
    }

    private void Work(int which)
    {
        if (Db.Plan is not { HasEnded: false } || Db.Tasks.Count == 0)
            return;
        var task = Db.Tasks[which % Db.Tasks.Count];
        var moved = (which / Db.Tasks.Count % 4) switch
        {
            0 => HumanTask.Acknowledge(task, "lead", world.Now),
            1 => HumanTask.Settle(task, new TaskAnswer("lead", false, "ikke muligt"), [], world.Now),
            _ => HumanTask.Settle(task, new TaskAnswer("lead", true, null), [], world.Now),
        };
        if (moved is null)
            return;
        Tell($"{task.StepId} is {moved.State}");
        Db = Db.With(moved);
    }

    private void Gate(GateAnswer answer)
    {
        if (Db.Plan is { HasEnded: false } && Db.Tasks.FirstOrDefault(task => task is { State: TaskState.Waiting, GateAskedAt: not null }) is { } asked
            && PlanMotion.AnswerGate(asked, answer, "coordinator", world.Now) is { } moved)
        {
            Tell($"{asked.StepId}: {answer}");
            Db = Db.With(moved);
            if (answer != GateAnswer.Open)
                return;
            world.SaidYes.Add((asked.StepId, world.Now));
            Db = Db.Say("GateOpened", asked.StepId);
        }
    }

    private void AnswerEnd(EndChoice choice, int who)
    {
        var person = world.Agreement.People[who];
        if (Db.Plan is not { HasEnded: false, EndAskedAt: not null } plan || plan.EndAnswers.Any(answer => answer.PersonId == person.Id))
            return;
        Tell($"{person.Id}: {choice}");
        var answer = new EndAnswer(person.Id, [.. Enum.GetValues<Party>().Where(person.ActsFor)], choice);
        Db = world.Watched(Db with { Plan = plan with { EndAnswers = plan.EndAnswers.Add(answer) } });
    }

    private void Stop()
    {
        if (Db.Plan is not { HasEnded: false })
            return;
        Tell("stop");
        Db = world.End(Db, "stopped");
    }

    /// <summary>With or without a step that is taken out.</summary>
    private void Correct(int which)
    {
        if (Db.Plan is not { HasEnded: false })
            return;
        var task = which % (Db.Tasks.Count + 1) < Db.Tasks.Count ? Db.Tasks[which % (Db.Tasks.Count + 1)] : null;
        if (task is not null)
        {
            if (PlanMotion.TakeOut(task, "lead", world.Now) is not { } without)
                return;
            Db = Db.With(without);
        }
        Tell($"correct, without {task?.StepId}");
        Db = Db with { Corrections = Db.Corrections.Add((task?.StepId, world.Now)) };
        Db = Db.Say("PlanCorrected", $"{Db.Corrections.Count}");
    }

    private void Fall()
    {
        if (Db.SpikeEndedOn is not null)
            return;
        Tell("the rate falls");
        Db = (Db with
        {
            SpikeEndedOn = Rules.Time.DanishTime.DayOf(world.Now),
            Question = Decision.Next(Db.Question, QuestionEvent.RateFalls, world.Agreement.Decision.OnDeadline) ?? Db.Question,
        }).Say("RateFell");
    }

    /// <summary>Nothing dies any more, and nobody does anything: the clock alone brings it to its end.</summary>
    private void Finish()
    {
        for (var turns = 0; ; turns++)
        {
            Rest();
            if (Db.Plan is null || (Db.Plan.HasEnded && Db.Deliveries.Values.All(one => one.State >= DeliveryState.Accepted)))
                break;
            if (turns > 200)
                throw new BrokenOrder("It never ends.");
            Wait(TimeSpan.FromHours(12));
        }
        PlanPromises.AtTheEnd(world);
    }

    private void Rest()
    {
        while (workers.Count > 0 || waiting.Count > 0 || Db.Outbox.Count > 0)
        {
            if (workers.Count > 0)
            {
                // In turn, so that one that waits for another's batch lets it go on.
                var worker = workers[0];
                workers.RemoveAt(0);
                if (worker.Steps.MoveNext())
                    workers.Add(worker);
                else
                    worker.Steps.Dispose();
            }
            else if (waiting.Count > 0)
            {
                Deliver(0);
            }
            else
            {
                Relay(leaves: true);
            }
            LookAtPromises();
        }
    }

    private void LookAtPromises() => PlanPromises.AtAnyTime(world);

    private void Tell(string what) => story.AppendLine(what);
}
