using ReactionPlans.Flow.Detection;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>What a version would have done, beside the one in force, as a page draws it.</summary>
/// <param name="Changed">Activations lost and gained, or all of them where no version is in force, by day.</param>
public sealed record BacktestPart(HistoryBacktest Backtest, IReadOnlyList<(bool IsLost, BacktestActivation Activation)> Changed)
{
    public static BacktestPart Of(HistoryBacktest backtest) => new(backtest, backtest.Difference is { } difference
        ? [.. difference.OnlyInFirst.Select(one => (true, one)).Concat(difference.OnlyInSecond.Select(one => (false, one))).OrderBy(one => one.one.FiredOn)]
        : [.. backtest.Version.Activations.Select(one => (false, one))]);

    public string What(bool isLost) => isLost ? "Falder bort" : Backtest.Difference is null ? "Ville være sat i gang" : "Kommer til";

    public int Days => Math.Max(1, Backtest.Version.To.DayNumber - Backtest.Version.From.DayNumber);

    /// <summary>Activations a year, over the days that were tried.</summary>
    public double PerYear(int activations) => activations * 365.25 / (Days + 1);
}
