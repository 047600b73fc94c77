using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Replay;

/// <summary>Whether each step of the virtual clock is stored, so that a replay that was killed goes on where it stood. A rehearsal begins anew.</summary>
public sealed record ClockMemory(bool IsKept);

/// <summary>Moves the virtual clock from one due instant to the next, running what Hangfire would run, and waits for rest after each.</summary>
public sealed class Clockwork(VirtualClock clock, IServiceProvider services, Database database, MessagesUnderWay underWay, Personas personas, ClockMemory memory)
{
    /// <summary>Between two looks at messages that are committed and not handed out yet: the relay has been woken by the database already.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    /// <summary>Consumers tell when they are done; this is the net under a word that was lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>A sweep that leaves what it was called for is a fault in the program: it would be called for ever.</summary>
    private const int RunsAtOneInstant = 1000;

    private readonly Dictionary<ScheduledJob, DateTimeOffset> nextRuns = [];

    /// <summary>Runs everything that falls due up to and including <paramref name="instant"/>, in order, and stands there at rest.</summary>
    public async Task AdvanceTo(DateTimeOffset instant, CancellationToken stopping)
    {
        await Rest(stopping);
        var runsHere = 0;
        while (await Next(stopping) is { } next && next.At <= instant)
        {
            runsHere = next.At <= clock.GetUtcNow() ? runsHere + 1 : 0;
            if (runsHere > RunsAtOneInstant)
                throw new InvalidOperationException($"'{next.Name}' keeps falling due at {clock.GetUtcNow():O}.");

            MoveTo(next.At);
            if (memory.IsKept) // before anything happens
                await database.Do(work => work.Execute("Replay/save-clock.sql", new { clock = clock.GetUtcNow() }), stopping);
            await next.Run(stopping);
            await Rest(stopping);
        }

        MoveTo(instant);
    }

    /// <summary>Waits until no message is waiting or under way.</summary>
    public async Task Rest(CancellationToken stopping)
    {
        while (true)
        {
            var changes = underWay.Changes;
            if (underWay.Count == 0
                && (await database.Read<int>("Plumbing/count-outbox.sql", null, stopping))[0] == 0
                && underWay.Count == 0
                && underWay.Changes == changes)
                return;
            await (underWay.Count > 0 ? underWay.Emptied(Patience, stopping) : Task.Delay(Glance, stopping));
        }
    }

    private async Task<(DateTimeOffset At, string Name, Func<CancellationToken, Task> Run)?> Next(CancellationToken stopping)
    {
        (DateTimeOffset At, string Name, Func<CancellationToken, Task> Run)? first = null;
        await using var scope = services.CreateAsyncScope();
        foreach (var job in Schedule.All)
        {
            var due = job.NextDue is null ? NextRun(job) : await job.NextDue(scope.ServiceProvider, stopping);
            if (due is { } at && (first is null || at < first.Value.At))
                first = (at, job.Name, token => RunJob(job, token));
        }

        // People act after the program: a deadline that falls on the minute of an answer has passed.
        if (await personas.NextAct(stopping) is { } act && (first is null || act.At < first.Value.At))
            first = (act.At, act.Name, act.Run);
        return first;
    }

    private DateTimeOffset NextRun(ScheduledJob job)
    {
        if (!nextRuns.TryGetValue(job, out var at))
            nextRuns[job] = at = job.NextAfter(clock.GetUtcNow());
        return at;
    }

    private async Task RunJob(ScheduledJob job, CancellationToken stopping)
    {
        nextRuns.Remove(job);
        await using var scope = services.CreateAsyncScope();
        await job.Run(scope.ServiceProvider, stopping);
    }

    /// <summary>What was due earlier, before a host was killed, is done now; the clock never goes back.</summary>
    private void MoveTo(DateTimeOffset instant)
    {
        if (instant > clock.GetUtcNow())
            clock.MoveTo(instant);
    }
}
