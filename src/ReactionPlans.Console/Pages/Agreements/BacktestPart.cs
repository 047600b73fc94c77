using Microsoft.AspNetCore.Html;
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

    public string What(bool isLost) => isLost ? T("Falder bort") : Backtest.Difference is null ? T("Ville være sat i gang") : T("Kommer til");

    /// <summary>How many plans it would have started, beside the version in force.</summary>
    public IHtmlContent Started()
    {
        var (from, to, plans) = (Written.Day(Backtest.Version.From), Written.Day(Backtest.Version.To), Written.Number(Backtest.Version.ActivationCount));
        return (Backtest.Version.ActivationCount == 1, Backtest.InForce is { } other ? Written.Number(other.ActivationCount) : null) switch
        {
            (true, null) => H($"Fra {from} til {to} ville den have sat <strong>{plans}</strong> plan i gang."),
            (false, null) => H($"Fra {from} til {to} ville den have sat <strong>{plans}</strong> planer i gang."),
            (true, { } now) => H($"Fra {from} til {to} ville den have sat <strong>{plans}</strong> plan i gang; den gældende {now}."),
            (false, { } now) => H($"Fra {from} til {to} ville den have sat <strong>{plans}</strong> planer i gang; den gældende {now}."),
        };
    }

    public int Days => Math.Max(1, Backtest.Version.To.DayNumber - Backtest.Version.From.DayNumber);

    /// <summary>Activations a year, over the days that were tried.</summary>
    public string PerYear(int activations) => (activations * 365.25 / (Days + 1)).ToString("0.#", Written.Culture);
}
