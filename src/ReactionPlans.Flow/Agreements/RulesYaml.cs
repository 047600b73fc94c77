using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Agreements;

/// <summary>What has to be seen in an area, by kind; a set holds rules of its own.</summary>
internal static class RulesYaml
{
    /// <summary>A set of sets of rules is as much as anybody can follow.</summary>
    private const int DeepestSet = 2;

    private static readonly ThresholdRule Nothing = new(1, new Dictionary<string, int>(), 1);

    private static readonly Dictionary<string, (YamlShape Shape, Func<YamlFields, int, Rule> Read)> Kinds = new(StringComparer.Ordinal)
    {
        [AgreementShapes.Threshold.Name] = (AgreementShapes.Threshold, (rule, _) => ReadThreshold(rule)),
        [AgreementShapes.Ratio.Name] = (AgreementShapes.Ratio, (rule, _) =>
            new RatioRule(rule.Positive("atLeastTimes", 1000, absent: 4.2), 7 * rule.Whole("withinWeeks", 1, 8, absent: 2), rule.Positive("luckAtMost", 1, absent: 1))),
        [AgreementShapes.Pooled.Name] = (AgreementShapes.Pooled, (rule, _) =>
            new PooledRule(rule.Positive("luckAtMost", 1, absent: 0.001), rule.Whole("atLeast", 1, 1000, absent: 3))),
        [AgreementShapes.NearRepeat.Name] = (AgreementShapes.NearRepeat, (rule, _) =>
            new NearRepeatRule(rule.Whole("atLeast", 2, 1000, absent: 3), rule.Positive("withinMetres", 5000, absent: 200), rule.Whole("withinDays", 0, 365, absent: 7))),
        [AgreementShapes.LocalScan.Name] = (AgreementShapes.LocalScan, (rule, _) =>
            new LocalScanRule(rule.Positive("atLeastScore", 1000, absent: 13.4), rule.Whole("atLeast", 2, 1000, absent: 3))),
        [AgreementShapes.PermutationScan.Name] = (AgreementShapes.PermutationScan, (rule, _) => new PermutationScanRule(
            rule.Above("atLeastRecurrenceDays", 1, PermutationScanRule.MostRecurrenceDays, absent: 365), rule.Whole("atLeast", 2, 1000, absent: 3),
            rule.Positive("withinMetres", 5000, absent: 1000), rule.Whole("withinDays", 1, PermutationScanRule.LongestDays, absent: 28))),
        [AgreementShapes.Outbreak.Name] = (AgreementShapes.Outbreak, (rule, _) => new OutbreakRule(
            rule.Positive("chanceAtLeast", 0.999999, absent: 0.3), rule.Positive("outbreaksPerYear", 100, absent: 1), rule.Whole("atLeast", 1, 1000, absent: 3))),
        [AgreementShapes.Farrington.Name] = (AgreementShapes.Farrington, (rule, _) => new FarringtonRule(rule.Positive("alpha", 0.5, absent: 0.005))),
        [AgreementShapes.Ears.Name] = (AgreementShapes.Ears, (rule, _) => ReadEars(rule)),
        [AgreementShapes.Bayes.Name] = (AgreementShapes.Bayes, (rule, _) => new BayesRule(rule.Positive("alpha", 0.5, absent: 0.003))),
        [AgreementShapes.Ewma.Name] = (AgreementShapes.Ewma, (rule, _) =>
            new EwmaRule(rule.Positive("lambda", 1, absent: 0.12), rule.Positive("limit", 1000, absent: 3.8), rule.Whole("atLeast", 1, 1000, absent: 3))),
        [AgreementShapes.Cusum.Name] = (AgreementShapes.Cusum, (rule, _) =>
            new CusumRule(rule.Above("rateRatio", 1, 1000, absent: 3), rule.Positive("limit", 1000, absent: 5), rule.NotNegative("dispersion", 1000))),
        [AgreementShapes.Season.Name] = (AgreementShapes.Season, (rule, _) =>
            new SeasonRule(rule.Whole("week", 1, SeasonRule.LastWeek, absent: 1), rule.Whole("daysBefore", 0, SeasonRule.MostDaysBefore))),
        [AgreementShapes.AllOf.Name] = (AgreementShapes.AllOf, (rule, depth) => ReadSet(rule, all: true, depth)),
        [AgreementShapes.AnyOf.Name] = (AgreementShapes.AnyOf, (rule, depth) => ReadSet(rule, all: false, depth)),
    };

    public static IReadOnlyCollection<string> Known => Kinds.Keys;

    /// <summary>The rule of a criterion; a stand-in where something is wrong with it.</summary>
    public static Rule Read(YamlFields criterion) => criterion.Value("rule") is { } value ? Read(criterion, value, "rule", depth: 0) : Nothing;

    private static Rule Read(YamlFields parent, YamlValue value, string name, int depth)
    {
        var kind = value is YamlMap map ? map.Pairs.FirstOrDefault(pair => pair.Key.Text == "kind").Value : null;
        if (kind is null or { IsNothing: true })
        {
            // No kind: what is missing is told as of the plainest rule.
            return parent.SectionOf(value, name, AgreementShapes.Threshold) is { } plainest ? ReadThreshold(plainest) : Nothing;
        }

        // A kind from a later version has fields of its own: it is named as a whole, not field by field.
        if (kind is not YamlText text || !Kinds.TryGetValue(text.Text, out var known))
        {
            parent.Report(Problems.RuleKindUnknown.At(kind.Place, kind.Shown, string.Join(", ", Kinds.Keys)));
            return Nothing;
        }

        return parent.SectionOf(value, name, known.Shape) is { } rule ? known.Read(rule, depth) : Nothing;
    }

    private static Rule ReadSet(YamlFields set, bool all, int depth)
    {
        if (set.Value("rules") is not { } value)
            return Nothing;
        if (value is not YamlList { Items.Count: >= 2 } list)
        {
            set.Wrong(value, "rules", Expected.SeveralRules);
            return Nothing;
        }

        if (depth == DeepestSet)
        {
            set.Wrong(value, "rules", Expected.NoDeeperSet);
            return Nothing;
        }

        return new RuleSet(all, [.. list.Items.Select(item => Read(set, item, "rules", depth + 1))]);
    }

    private static ThresholdRule ReadThreshold(YamlFields rule)
    {
        var (atLeast, byArea) = ReadAtLeast(rule);
        return new ThresholdRule(atLeast, byArea, rule.Whole("withinDays", 1, 365, absent: 1), ReadCountBy(rule));
    }

    /// <summary>The usual level is another one for C3, which adds up three weeks.</summary>
    private static EarsRule ReadEars(YamlFields rule)
    {
        var method = rule.Word("method", AgreementShapes.EarsMethods, EarsMethod.C2);
        return new EarsRule(method, rule.Positive("alpha", 0.5, absent: (method == EarsMethod.C3 ? EarsParameters.ForC3 : new EarsParameters()).Alpha));
    }

    private static CountBy ReadCountBy(YamlFields rule)
    {
        if (rule.Value("countBy") is not { } written)
            return CountBy.Reported;
        if (written is YamlText text && AgreementShapes.CountBy.TryGetValue(text.Text, out var by))
            return by;
        rule.Report(Problems.CountByUnsupported.At(written.Place, written.Shown, string.Join(", ", AgreementShapes.CountBy.Keys)));
        return CountBy.Reported;
    }

    private static (int Default, IReadOnlyDictionary<string, int> ByArea) ReadAtLeast(YamlFields rule)
    {
        var byArea = new Dictionary<string, int>(StringComparer.Ordinal);
        if (rule.Value("atLeast") is not { } value)
            return (1, byArea);
        if (value is YamlText)
            return (rule.WholeOf(value, "atLeast", 1, int.MaxValue), byArea);
        if (value is not YamlMap)
        {
            rule.Wrong(value, "atLeast", Expected.AtLeast);
            return (1, byArea);
        }

        foreach (var (area, number) in rule.Pairs("atLeast"))
        {
            if (!YamlFields.IsId(area.Text))
                rule.Wrong(area, "atLeast", Expected.Id);
            byArea[area.Text] = rule.WholeOf(number, $"atLeast.{area.Text}", 1, int.MaxValue);
        }
        if (!byArea.Remove("default", out var otherwise))
            rule.Report(Problems.YamlFieldMissing.At(value.Place, rule.PathOf("atLeast.default")));
        return (otherwise, byArea);
    }
}
