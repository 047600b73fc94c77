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
                offences[key.Text] = new Offence(key.Text, fields.Texts("codes", YamlFields.IsId, Expected.Id), fields.Truth("attempts", absent: true),
                    fields.OptionalText("singular"), fields.OptionalText("plural"));
            else
                whole.Wrong(value, name, Expected.Offence);
        }
        return offences;
    }

    public static IReadOnlyList<Criterion> Read(YamlFields whole) =>
        [.. whole.Sections("criteria", AgreementShapes.Criterion).Select(ReadCriterion)];

    /// <summary>A rule that counts no reports waits for none, and ends by the calendar alone.</summary>
    private static Criterion ReadCriterion(YamlFields fields)
    {
        var (id, offence, level) = (fields.Id("id"), fields.Id("offence"), fields.Word("level", AgreementShapes.Levels, CriterionLevel.Watch));
        var rule = RulesYaml.Read(fields);
        return new Criterion(
            id,
            offence,
            level,
            rule,
            fields.Whole("minimumReports", 1, int.MaxValue, absent: rule.CountsReports ? 3 : 0),
            fields.Whole("holdForDays", 0, 365),
            fields.Whole("clearAfterDays", 1, 365, absent: rule.CountsReports ? 14 : SeasonRule.ClearAfterDays),
            fields.Whole("cooldownDays", 0, 365, absent: rule.CountsReports ? 14 : 0),
            fields.OptionalPositive("falseDiscoveryRate", 0.99),
            fields.Has("maximumReportingDelayDays") ? fields.Whole("maximumReportingDelayDays", 0, 3650) : null)
        { Season = fields.Season() };
    }
}
