using Cronos;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Work that time starts. Safe to run twice at once.</summary>
/// <param name="Cron">When it runs by the clock, in Danish time.</param>
/// <param name="Run">One line that calls a class in a stage.</param>
/// <param name="NextDue">Null: it runs at every cron instant. Otherwise the next instant, from now on, at which there is something to do:
/// a sweep, which the virtual clock runs just then instead of every minute. Null as an answer: nothing waits for a time.</param>
public sealed record ScheduledJob(
    string Name, Role Role, string Cron,
    Func<IServiceProvider, CancellationToken, Task> Run,
    Func<IServiceProvider, CancellationToken, Task<DateTimeOffset?>>? NextDue = null)
{
    private readonly CronExpression cron = CronExpression.Parse(Cron);

    /// <summary>The first cron instant after <paramref name="instant"/>.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) =>
        cron.GetNextOccurrence(instant, DanishTime.Zone)!.Value.ToUniversalTime();
}
