using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>What changes about when something is a spike: "Grænsen sænkes fra 6 til 5 indbrud på 14 dage". Pure.</summary>
internal static class CriteriaDifference
{
    public static IEnumerable<string> Between(Agreement before, Agreement after)
    {
        var old = before.Criteria.DistinctBy(criterion => criterion.Id).ToDictionary(criterion => criterion.Id);
        var now = after.Criteria.DistinctBy(criterion => criterion.Id).ToDictionary(criterion => criterion.Id);
        foreach (var added in after.Criteria.Where(criterion => !old.ContainsKey(criterion.Id)))
            yield return $"Kriteriet '{added.Id}' kommer til ({AgreementWords.Of(added.Level)}): {AgreementWords.Of(added, AgreementWords.OffenceOf(after, added))}.";
        foreach (var gone in before.Criteria.Where(criterion => !now.ContainsKey(criterion.Id)))
            yield return $"Kriteriet '{gone.Id}' udgår ({AgreementWords.Of(gone.Level)}): {AgreementWords.Of(gone, AgreementWords.OffenceOf(before, gone))}.";

        var kept = after.Criteria.Where(criterion => old.ContainsKey(criterion.Id)).ToList();
        foreach (var sentence in kept.SelectMany(criterion => Of(old[criterion.Id], criterion, AgreementWords.OffenceOf(before, old[criterion.Id]), AgreementWords.OffenceOf(after, criterion))))
            yield return before.Criteria.Count > 1 || after.Criteria.Count > 1 ? $"Kriteriet '{sentence.Id}': {Lower(sentence.Text)}" : sentence.Text;
        if (old.Count == now.Count && kept.Count == now.Count && !before.Criteria.Select(one => one.Id).SequenceEqual(after.Criteria.Select(one => one.Id)))
            yield return "Kriteriernes rækkefølge ændres.";
    }

    private static IEnumerable<(string Id, string Text)> Of(Criterion before, Criterion after, Offence offenceBefore, Offence offenceAfter) =>
        Texts(before, after, offenceBefore, offenceAfter).Select(text => (after.Id, text));

    private static IEnumerable<string> Texts(Criterion before, Criterion after, Offence offenceBefore, Offence offenceAfter)
    {
        if (before.OffenceId != after.OffenceId)
            yield return $"Det, der tælles, ændres fra {offenceBefore.Several} ({before.OffenceId}) til {offenceAfter.Several} ({after.OffenceId}).";
        if (before.Level != after.Level)
            yield return $"Kriteriet {AgreementWords.Of(after.Level)}; før: {AgreementWords.Of(before.Level)}.";
        if (before.Rule.CountsReports != after.Rule.CountsReports)
        {
            // What is asked of reports comes or goes with the rule, as a whole.
            foreach (var text in AgreementDifference.Changed("Reglen", AgreementWords.Of(before, offenceAfter), AgreementWords.Of(after, offenceAfter)))
                yield return text;
            yield break;
        }

        foreach (var text in Rules(before.Rule, after.Rule, offenceAfter))
            yield return text;
        foreach (var text in Number("Det mindste antal anmeldelser", before.MinimumReports, after.MinimumReports, "hæves", "sænkes", ""))
            yield return text;
        foreach (var text in Number("Tiden, hvor grænsen også skal have været nået før,", before.HoldForDays, after.HoldForDays, "forlænges", "forkortes", " dage"))
            yield return text;
        foreach (var text in Number("Tiden med ro, før en stigning er slut,", before.ClearAfterDays, after.ClearAfterDays, "forlænges", "forkortes", " dage"))
            yield return text;
        foreach (var text in Number("Afkølingen efter en stigning", before.CooldownDays, after.CooldownDays, "forlænges", "forkortes", " dage"))
            yield return text;
        foreach (var text in AgreementDifference.Changed("Hvor sent en anmeldelse kan komme og stadig tælle,", Delay(before), Delay(after)))
            yield return text;
        foreach (var text in AgreementDifference.Changed("Tiden af året, hvor kriteriet gælder,", AgreementWords.Of(before.Season), AgreementWords.Of(after.Season)))
            yield return text;
        foreach (var text in AgreementDifference.Changed("Andelen af falske fund, der tåles blandt dagens områder,", Share(before.FalseDiscoveryRate), Share(after.FalseDiscoveryRate)))
            yield return text;
    }

    /// <summary>Of thresholds number by number; of all others the whole rule.</summary>
    private static IEnumerable<string> Rules(Rule before, Rule after, Offence offence)
    {
        if (before is not ThresholdRule old || after is not ThresholdRule now)
            return AgreementDifference.Changed("Reglen", RuleWords.Of(before, offence), RuleWords.Of(after, offence));

        var days = RuleWords.Days(now.WithinDays);
        return Limit(old, now, offence)
            .Concat(now.AtLeastByArea.Keys.Union(old.AtLeastByArea.Keys).Order(StringComparer.Ordinal).SelectMany(area => (Own(old, area), Own(now, area)) switch
            {
                (null, { } set) => new[] { $"Område {area} får sin egen grænse på {RuleWords.Count(set, offence)} på {days}." },
                ({ } was, null) => [$"Område {area} har ikke længere sin egen grænse på {RuleWords.Count(was, offence)}."],
                ({ } was, { } set) when was != set => [$"Grænsen i område {area} {(set < was ? "sænkes" : "hæves")} fra {was} til {RuleWords.Count(set, offence)} på {days}."],
                _ => [],
            }))
            .Concat(old.CountBy == now.CountBy ? [] : [$"Anmeldelser tælles {RuleWords.Counted(now.CountBy)}; før: {RuleWords.Counted(old.CountBy)}."]);
    }

    private static IEnumerable<string> Limit(ThresholdRule old, ThresholdRule now, Offence offence) => (old.AtLeast == now.AtLeast, old.WithinDays == now.WithinDays) switch
    {
        (true, true) => [],
        (false, true) => [$"Grænsen {(now.AtLeast < old.AtLeast ? "sænkes" : "hæves")} fra {old.AtLeast} til {RuleWords.Count(now.AtLeast, offence)} på {RuleWords.Days(now.WithinDays)}."],
        (true, false) => [$"Tiden for grænsen på {RuleWords.Count(now.AtLeast, offence)} {(now.WithinDays > old.WithinDays ? "forlænges" : "forkortes")} fra {old.WithinDays} til {RuleWords.Days(now.WithinDays)}."],
        _ => [$"Grænsen ændres fra {RuleWords.Count(old.AtLeast, offence)} på {RuleWords.Days(old.WithinDays)} til {RuleWords.Count(now.AtLeast, offence)} på {RuleWords.Days(now.WithinDays)}."],
    };

    private static int? Own(ThresholdRule rule, string area) => rule.AtLeastByArea.TryGetValue(area, out var own) ? own : null;

    private static IEnumerable<string> Number(string what, int before, int after, string up, string down, string unit)
    {
        if (before != after)
            yield return $"{what} {(after > before ? up : down)} fra {DanishText.Number(before)} til {DanishText.Number(after)}{unit}.";
    }

    private static string Delay(Criterion criterion) => criterion.MaximumReportingDelayDays is { } days ? RuleWords.Days(days) : "ingen grænse";

    private static string Share(double? share) => share is { } set ? RuleWords.Percent(set) : "ingen grænse";

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
