using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>What is tested on: an agreement, the areas it covers, everything that was ever known, and the days.</summary>
/// <param name="Areas">The covered areas, in order of code; area numbers are positions in this list.</param>
/// <param name="Log">Every revision of every report that lies in an area, history before <paramref name="From"/> included.</param>
/// <param name="DaysWithData">Null: every day has data. A day that is not among them is a gap.</param>
public sealed record BacktestInput(
    Agreement Agreement, IReadOnlyList<JudgedArea> Areas, IReadOnlyList<LoggedReport> Log, IReadOnlySet<DateOnly>? DaysWithData, DateOnly From, DateOnly To)
{
    /// <summary>The municipality's school holidays, for criteria with a season.</summary>
    public SchoolCalendar Calendar { get; init; } = SchoolCalendar.Empty;

    /// <summary>The first day by which anything is known to have been reported, where the log holds only the latest of it; null: the log's own.</summary>
    public DateOnly? Since { get; init; }
}

/// <summary>Judges every day of the past at its end, as known then, by the same state machine as the live service.</summary>
/// <remarks>Every criterion is calm before the first day; earlier reports are history for windows and baselines.</remarks>
public static class BacktestRun
{
    /// <summary>How far back a day with data is looked for when a criterion must have held on days before.</summary>
    private const int LookBackDaysAtMost = 365;

    internal const double DaysInYear = 365.25;

    /// <param name="progress">Told the share of days judged, 0-1.</param>
    /// <exception cref="ArgumentException">The last day lies before the first.</exception>
    /// <exception cref="OperationCanceledException">Stopped between two days.</exception>
    public static BacktestResult Run(BacktestInput input, IProgress<double>? progress, CancellationToken stopping)
    {
        if (input.To < input.From)
            throw new ArgumentException($"The last day {input.To:yyyy-MM-dd} lies before the first {input.From:yyyy-MM-dd}.", nameof(input));

        var (known, criteria) = Prepare(input);
        var recorder = new BacktestRecorder(input);
        LookBack(input, known, criteria, stopping);
        List<CriterionRun> byCalendar = [.. criteria.Where(run => !run.Criterion.Rule.CountsReports)];

        var gapDays = 0;
        for (var day = input.From; day <= input.To; day = day.AddDays(1))
        {
            stopping.ThrowIfCancellationRequested();
            recorder.Begin(day);
            if (HasData(input, day))
            {
                JudgeDay(day, known, criteria, recorder);
            }
            else
            {
                gapDays++;
                if (byCalendar.Count > 0)
                    JudgeDay(day, known, byCalendar, recorder);
            }

            progress?.Report((day.DayNumber - input.From.DayNumber + 1.0) / (input.To.DayNumber - input.From.DayNumber + 1));
        }

        var judgedDays = input.To.DayNumber - input.From.DayNumber + 1 - gapDays;
        return recorder.Result(gapDays, input.Areas.Count * judgedDays / DaysInYear);
    }

    /// <summary>Criteria that count the same reports share what is known of them.</summary>
    private static (IReadOnlyCollection<KnownReports> Known, IReadOnlyList<CriterionRun> Criteria) Prepare(BacktestInput input)
    {
        var known = input.Agreement.Criteria.Select(criterion => criterion.Counted).Distinct().ToDictionary(counted => counted, counted => District(input, counted));
        return ([.. known.Values.Select(district => district.Known)], [.. input.Agreement.Criteria.Select(criterion => new CriterionRun(criterion, known[criterion.Counted]) { Calendar = input.Calendar })]);
    }

    /// <summary>What criteria that count the same reports are judged on, before anything is known.</summary>
    internal static KnownDistrict District(BacktestInput input, CountedReports counted) => new(
        new KnownReports(input.Log, input.Agreement.Offences[counted.OffenceId], input.Areas.Count, input.Since, counted.MaximumReportingDelayDays), input.Areas);

    private static void LookBack(BacktestInput input, IReadOnlyCollection<KnownReports> known, IReadOnlyList<CriterionRun> criteria, CancellationToken stopping)
    {
        var wanted = input.Agreement.Criteria.Max(criterion => criterion.HoldForDays);
        var days = new List<DateOnly>();
        for (var back = 1; back <= LookBackDaysAtMost && days.Count < wanted; back++)
        {
            if (HasData(input, input.From.AddDays(-back)))
                days.Add(input.From.AddDays(-back));
        }

        days.Reverse();
        foreach (var day in days)
        {
            stopping.ThrowIfCancellationRequested();
            foreach (var reports in known)
                reports.AdvanceTo(day);
            foreach (var criterion in criteria)
                criterion.LookAt(day);
        }
    }

    private static void JudgeDay(DateOnly day, IReadOnlyCollection<KnownReports> known, IReadOnlyList<CriterionRun> criteria, BacktestRecorder recorder)
    {
        foreach (var reports in known)
            reports.AdvanceTo(day);
        foreach (var criterion in criteria)
        {
            foreach (var step in criterion.Judge(day, dayIsOver: true))
                recorder.Record(criterion.Criterion, day, step);
            if (criterion.WhyNotJudged is { } problem)
                recorder.RecordNotJudged(criterion.Criterion, problem);
        }
    }

    private static bool HasData(BacktestInput input, DateOnly day) => input.DaysWithData?.Contains(day) ?? true;
}
