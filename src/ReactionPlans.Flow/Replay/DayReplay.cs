using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>One day on the virtual clock: all its reports in, the judgement at its end, then everything that falls due until nothing is left.</summary>
public sealed class DayReplay(Clockwork clockwork, ReceiveReports receiveReports)
{
    /// <summary>When a day's reports come in: late, so that the day so far is nearly the whole day.</summary>
    private static readonly TimeOnly ReportsArrive = new(23, 50);

    /// <summary>When the day has ended and its nightly judgement is made.</summary>
    private static readonly TimeSpan AfterMidnight = TimeSpan.FromMinutes(10);

    public async Task Run(DateOnly day, IReadOnlyList<FileLine<ReportRow>> reports, string source, CancellationToken stopping)
    {
        if (reports.Count > 0)
            await clockwork.AdvanceTo(DanishTime.At(day, ReportsArrive), stopping);
        foreach (var batch in reports.Chunk(ReceiveReports.BatchRows))
            await receiveReports.Store(batch, new RowOrigin(source), stopping);
        await clockwork.AdvanceTo(DanishTime.EndOf(day) + AfterMidnight, stopping);
    }
}
