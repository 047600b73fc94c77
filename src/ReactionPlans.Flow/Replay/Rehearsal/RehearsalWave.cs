using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Flow.Replay;

/// <summary>A wave of invented burglaries in one area, as strong as some criteria need to fire: their own rules are asked.</summary>
internal static class RehearsalWave
{
    /// <summary>A wave of so many within the rule's window: what does not fire then will not fire.</summary>
    private static readonly int[] Sizes = [4, 6, 9, 14, 21, 32, 48, 72];

    /// <summary>Most days over which a wave gathers.</summary>
    private const int MostDays = 7;

    /// <summary>History for rules that look no further back.</summary>
    private const int UsualHistoryDays = 60;

    /// <summary>The days over which a wave for these criteria gathers.</summary>
    public static int DaysOf(IReadOnlyList<Criterion> criteria) => Math.Clamp(criteria.Min(criterion => criterion.Rule.WindowDays ?? MostDays), 1, MostDays);

    /// <summary>How many days of ordinary reports the agreement's rules look back on.</summary>
    public static int HistoryDaysOf(Agreement agreement) => Math.Max(agreement.Criteria.Max(criterion => criterion.Rule.HistoryDays + criterion.HoldForDays), UsualHistoryDays);

    /// <summary>The weakest of the waves on which every one of the criteria fires; the strongest where none does it. It is added to nothing.</summary>
    /// <param name="burglaries">With the ordinary reports in it.</param>
    /// <param name="area">Which of <paramref name="areas"/>.</param>
    /// <param name="length">In days, from <paramref name="first"/>.</param>
    public static IReadOnlyList<ReportRow> ThatFires(
        Agreement agreement, IReadOnlyList<DrawnArea> areas, RehearsalBurglaries burglaries, IReadOnlyList<Criterion> criteria, int area, DateOnly first, int length)
    {
        IReadOnlyList<ReportRow> wave = [];
        var ordinary = Past(burglaries.All, areas);
        foreach (var size in Sizes)
        {
            wave = burglaries.Wave(criteria[0].OffenceId, area, first, length, DaysOf(criteria), size);
            if (Fires(agreement, ordinary, Past(wave, areas), criteria, first, length))
                break;
        }

        return wave;
    }

    private static bool Fires(Agreement agreement, BacktestPast ordinary, BacktestPast wave, IReadOnlyList<Criterion> criteria, DateOnly first, int length)
    {
        // Numbered after the others: a number is a report's own.
        var past = ordinary with { Revisions = [.. ordinary.Revisions, .. wave.Revisions.Select(revision => revision with { Report = revision.Report + ordinary.Revisions.Count })] };
        var result = BacktestRun.Run(past.For(agreement, first, first.AddDays(length + 1)), null, CancellationToken.None);
        return criteria.All(criterion => result.Spikes.Any(spike => spike.Criterion == criterion.Id));
    }

    private static BacktestPast Past(IReadOnlyList<ReportRow> reports, IReadOnlyList<DrawnArea> areas) =>
        BacktestPast.Of(reports.Select((row, index) => new FileLine<ReportRow>(index + 1, row.Reference, "", [], row, [], null)), areas, null);
}
