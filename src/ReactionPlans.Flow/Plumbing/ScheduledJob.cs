using Cronos;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Work that time starts. Safe to run twice at once.</summary>
/// <param name="Cron">When it runs by the clock, in Danish time.</param>
/// <param name="Run">One line that calls a class in a stage.</param>
/// <param name="NextDue">Null: it runs at every cron instant. Otherwise a statement that reads the next instant (after @now) at which
/// there is something to do: a sweep, which the virtual clock runs just then instead of every minute.</param>
public sealed record ScheduledJob(string Name, Role Role, string Cron, Func<IServiceProvider, CancellationToken, Task> Run, string? NextDue = null)
{
    private readonly CronExpression cron = CronExpression.Parse(Cron);

    /// <summary>The first cron instant after <paramref name="instant"/>.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) =>
        cron.GetNextOccurrence(instant, DanishTime.Zone)!.Value.ToUniversalTime();
}
