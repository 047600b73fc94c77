using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>What is counted and when it is a spike.</summary>
internal static class CriteriaYaml
{
    public static IReadOnlyDictionary<string, Offence> ReadOffences(YamlFields whole)
    {
        var offences = new Dictionary<string, Offence>(StringComparer.Ordinal);
        foreach (var (key, value) in whole.Pairs("offences"))
        {
            var name = $"offences.{key.Text}";
            if (!YamlFields.IsId(key.Text))
                whole.Wrong(key, "offences", Expected.Id);
            else if (value is YamlList)
                offences[key.Text] = new Offence(key.Text, whole.TextsOf(value, name, YamlFields.IsId, Expected.Id), Attempts: true);
            else if (value is YamlMap && whole.SectionOf(value, name, AgreementShapes.Offence) is { } fields)
                offences[key.Text] = new Offence(key.Text, fields.Texts("codes", YamlFields.IsId, Expected.Id), fields.Truth("attempts", absent: true));
            else
                whole.Wrong(value, name, Expected.Offence);
        }
        return offences;
    }

    public static IReadOnlyList<Criterion> Read(YamlFields whole) =>
        [.. whole.Sections("criteria", AgreementShapes.Criterion).Select(fields => new Criterion(
            fields.Id("id"),
            fields.Id("offence"),
            fields.Word("level", AgreementShapes.Levels, CriterionLevel.Watch),
            ReadRule(fields),
            fields.Whole("minimumReports", 1, int.MaxValue, absent: 3),
            fields.Whole("holdForDays", 0, 365),
            fields.Whole("clearAfterDays", 1, 365, absent: 14),
            fields.Whole("cooldownDays", 0, 365, absent: 14)))];

    private static ThresholdRule ReadRule(YamlFields criterion)
    {
        var nothing = new ThresholdRule(1, new Dictionary<string, int>(), 1);

        // A kind from a later version has fields of its own: it is named as a whole, not field by field.
        if (criterion.Value("rule") is YamlMap map
            && map.Pairs.FirstOrDefault(pair => pair.Key.Text == "kind").Value is { IsNothing: false } kind
            && !(kind is YamlText text && AgreementShapes.RuleKinds.Contains(text.Text)))
        {
            criterion.Report(Problems.RuleKindUnknown.At(kind.Place, kind.Shown, string.Join(", ", AgreementShapes.RuleKinds)));
            return nothing;
        }

        if (criterion.Section("rule", AgreementShapes.Threshold) is not { } rule)
            return nothing;

        var (atLeast, byArea) = ReadAtLeast(rule);
        return new ThresholdRule(atLeast, byArea, rule.Whole("withinDays", 1, 365, absent: 1), ReadCountBy(rule));
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
