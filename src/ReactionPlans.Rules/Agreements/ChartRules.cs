using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Agreements;

/// <summary>EARS on seven-day sums, every night: the week beside the eight weeks just before.</summary>
/// <param name="Method">Where the baseline ends; C3 is the documented one.</param>
/// <param name="Alpha">One-sided chance of an alarm by luck, were the counts normal; above 0, at most 0.5.</param>
public sealed record EarsRule(EarsMethod Method, double Alpha) : Rule
{
    public override string Kind => "ears";

    public override int? WindowDays => 7;

    public override int HistoryDays => 7 * Ears.Needs(Parameters);

    public override string Key => $"{Method}/{Text(Alpha)}";

    internal EarsParameters Parameters => new() { Method = Method, Alpha = Alpha };
}

/// <summary>The posterior predictive of the same weeks of up to two earlier years and the last six, on seven-day sums, every night.</summary>
/// <param name="Alpha">Chance of a count above the bound without a rise; above 0, at most 0.5.</param>
public sealed record BayesRule(double Alpha) : Rule
{
    public override string Kind => "bayes";

    public override bool HasChance => true;

    public override int? WindowDays => 7;

    public override int HistoryDays => 7 * BayesPredictive.Needs(Parameters);

    public override string Key => Text(Alpha);

    internal BayesParameters Parameters => new() { Alpha = Alpha };
}

/// <summary>An exponentially weighted moving average of what lies above the expected count of each day.</summary>
/// <param name="Lambda">Weight of the newest day; above 0, at most 1.</param>
/// <param name="Limit">L, in standard deviations; above 0.</param>
/// <param name="AtLeast">Fewest reports in 14 days.</param>
public sealed record EwmaRule(double Lambda, double Limit, int AtLeast) : DistrictRule
{
    public override string Kind => "ewma";

    public override int? WindowDays => 14;

    public override string Key => $"{Text(Lambda)}/{Text(Limit)}/{AtLeast}";

    internal EwmaParameters Parameters => new() { Weight = Lambda, Threshold = Limit, MinimumReports = AtLeast };
}

/// <summary>A likelihood-ratio CUSUM of each day's count, at so many times the expected rate against the expected rate.</summary>
/// <param name="RateRatio">e^theta, the rise looked for, in times the expected rate; above 1.</param>
/// <param name="Limit">h (no unit); above 0.</param>
/// <param name="Dispersion">a in the variance m + a m² of a day's count; at least 0, and 0 is Poisson.</param>
public sealed record CusumRule(double RateRatio, double Limit, double Dispersion) : DistrictRule
{
    public override string Kind => "cusum";

    public override int? WindowDays => 14;

    public override string Key => $"{Text(RateRatio)}/{Text(Limit)}/{Text(Dispersion)}";

    internal LikelihoodRatioParameters Parameters => new() { LogRatio = Math.Log(RateRatio), Threshold = Limit, Dispersion = Dispersion };
}
