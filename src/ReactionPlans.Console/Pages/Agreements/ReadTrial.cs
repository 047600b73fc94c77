using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>What the plans of one agreement would have cost in the days that were tried.</summary>
/// <param name="Letters">With the residents as they are now; 0 where none are known.</param>
public sealed record TrialCost(int Letters, BacktestCost Rest);

/// <summary>A proposal tried while it is written.</summary>
/// <param name="Backtest">Null: nothing is stored to try it on.</param>
/// <param name="Cost">Null with <paramref name="Backtest"/>.</param>
public sealed record TrialPart(BacktestPart? Backtest, TrialCost? Cost, TrialCost? InForceCost)
{
    /// <summary>Every criterion is only shown.</summary>
    public bool NoneActs { get; init; }
}

/// <summary>Tries a proposal that is not stored on the reports that are, beside the version in force.</summary>
public sealed class ReadTrial([SeenByPerson] Database database, [SeenByPerson] BacktestHistory history, RecentPasts recent)
{
    private sealed record LettersRow(string Code, int Letters);

    public async Task<TrialPart> Of(Agreement proposal, Agreement inForce, int years, CancellationToken stopping)
    {
        if (proposal.Criteria.All(criterion => criterion.Level != CriterionLevel.Activate))
            return new TrialPart(null, null, null) { NoneActs = true };
        if (await history.Of(Acting(proposal), Acting(inForce), Math.Min(years * (BacktestHistory.Days + 1), BacktestHistory.MostDays), stopping, recent) is not { } backtest)
            return new TrialPart(null, null, null);
        var letters = await Letters(proposal, [.. backtest.Version.Activations.Concat(backtest.InForce?.Activations ?? []).Select(one => one.Area).Distinct()], stopping);
        return new TrialPart(BacktestPart.Of(backtest), Cost(proposal, backtest.Version, letters), backtest.InForce is { } other ? Cost(inForce, other, letters) : null);
    }

    /// <summary>What is only shown starts no plan, and a statistical rule takes seconds.</summary>
    private static Agreement Acting(Agreement agreement) => agreement with { Criteria = [.. agreement.Criteria.Where(criterion => criterion.Level == CriterionLevel.Activate)] };

    private static TrialCost Cost(Agreement agreement, BacktestReport report, Dictionary<string, int> letters) =>
        new(agreement.Plan.Count(step => step.Reaction == Reaction.Letter) * report.Activations.Sum(one => letters.GetValueOrDefault(one.Area)), report.Cost);

    /// <summary>Of one letter step, by area. The form changes neither areas nor channels, so the version in force is told by the same.</summary>
    private async Task<Dictionary<string, int>> Letters(Agreement agreement, string[] codes, CancellationToken stopping) =>
        (await database.Read<LettersRow>("Delivery/show-letters-by-area.sql", new
        {
            level = agreement.Areas.Level,
            codes,
            digital_post = agreement.Channels.DigitalPost,
            print = agreement.Channels.Print,
            nem_sms = agreement.Channels.NemSms,
            per_household = agreement.Channels.LettersPer == LettersPer.Household,
        }, stopping)).ToDictionary(row => row.Code, row => row.Letters);
}
