using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>A rule as <see cref="RulesYaml"/> reads it, defaults written out.</summary>
internal static class RulesYamlWriter
{
    /// <exception cref="ArgumentOutOfRangeException">A rule of a kind that has no YAML.</exception>
    public static string Write(Rule rule) => rule switch
    {
        ThresholdRule threshold => Of(rule, ("atLeast", AtLeast(threshold)), ("withinDays", YamlFlow.Number(threshold.WithinDays)),
            ("countBy", YamlFlow.Word(AgreementShapes.CountBy, threshold.CountBy))),
        RatioRule ratio => Of(rule, ("atLeastTimes", YamlFlow.Number(ratio.AtLeastTimes)), ("withinWeeks", YamlFlow.Number(ratio.WithinDays / 7)), ("luckAtMost", YamlFlow.Number(ratio.LuckAtMost))),
        PooledRule pooled => Of(rule, ("luckAtMost", YamlFlow.Number(pooled.LuckAtMost)), ("atLeast", YamlFlow.Number(pooled.AtLeast))),
        NearRepeatRule near => Of(rule, ("atLeast", YamlFlow.Number(near.AtLeast)), ("withinMetres", YamlFlow.Number(near.WithinMetres)), ("withinDays", YamlFlow.Number(near.WithinDays))),
        LocalScanRule scan => Of(rule, ("atLeastScore", YamlFlow.Number(scan.AtLeastScore)), ("atLeast", YamlFlow.Number(scan.AtLeast))),
        PermutationScanRule scan => Of(rule, ("atLeastRecurrenceDays", YamlFlow.Number(scan.AtLeastRecurrenceDays)), ("atLeast", YamlFlow.Number(scan.AtLeast)),
            ("withinMetres", YamlFlow.Number(scan.WithinMetres)), ("withinDays", YamlFlow.Number(scan.WithinDays))),
        OutbreakRule outbreak => Of(rule, ("chanceAtLeast", YamlFlow.Number(outbreak.ChanceAtLeast)), ("outbreaksPerYear", YamlFlow.Number(outbreak.OutbreaksPerYear)), ("atLeast", YamlFlow.Number(outbreak.AtLeast))),
        FarringtonRule farrington => Of(rule, ("alpha", YamlFlow.Number(farrington.Alpha))),
        EarsRule ears => Of(rule, ("method", YamlFlow.Word(AgreementShapes.EarsMethods, ears.Method)), ("alpha", YamlFlow.Number(ears.Alpha))),
        BayesRule bayes => Of(rule, ("alpha", YamlFlow.Number(bayes.Alpha))),
        EwmaRule ewma => Of(rule, ("lambda", YamlFlow.Number(ewma.Lambda)), ("limit", YamlFlow.Number(ewma.Limit)), ("atLeast", YamlFlow.Number(ewma.AtLeast))),
        CusumRule cusum => Of(rule, ("rateRatio", YamlFlow.Number(cusum.RateRatio)), ("limit", YamlFlow.Number(cusum.Limit)), ("dispersion", YamlFlow.Number(cusum.Dispersion))),
        SeasonRule season => Of(rule, ("week", YamlFlow.Number(season.Week)), ("daysBefore", YamlFlow.Number(season.DaysBefore))),
        RuleSet set => Of(rule, ("rules", YamlFlow.List(set.Rules.Select(Write)))),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "A rule that cannot be written."),
    };

    private static string Of(Rule rule, params (string Name, string? Value)[] fields) => YamlFlow.Map([("kind", rule.Kind), .. fields]);

    private static string AtLeast(ThresholdRule rule) => rule.AtLeastByArea.Count == 0
        ? YamlFlow.Number(rule.AtLeast)
        : YamlFlow.Map([("default", YamlFlow.Number(rule.AtLeast)),
            .. rule.AtLeastByArea.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (YamlFlow.Text(pair.Key), (string?)YamlFlow.Number(pair.Value)))]);
}
