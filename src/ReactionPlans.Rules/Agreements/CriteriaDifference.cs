namespace ReactionPlans.Rules.Agreements;

/// <summary>What changes about when something is a spike: "Grænsen sænkes fra 6 til 5 indbrud på 14 dage". Pure.</summary>
internal static class CriteriaDifference
{
    private static readonly (Phrase Up, Phrase Down)
        Raised = (new("hæves", "is raised"), new("sænkes", "is lowered")),
        Extended = (new("forlænges", "is extended"), new("forkortes", "is shortened"));

    private static readonly Phrase NoLimit = new("ingen grænse", "no limit");

    public static IEnumerable<Phrase> Between(Agreement before, Agreement after)
    {
        var old = before.Criteria.DistinctBy(criterion => criterion.Id).ToDictionary(criterion => criterion.Id);
        var now = after.Criteria.DistinctBy(criterion => criterion.Id).ToDictionary(criterion => criterion.Id);
        foreach (var added in after.Criteria.Where(criterion => !old.ContainsKey(criterion.Id)))
        {
            var words = AgreementWords.Of(added, AgreementWords.OffenceOf(after, added));
            yield return Phrase.Of($"Kriteriet '{added.Id}' kommer til ({AgreementWords.Of(added.Level)}): {words}.", $"The criterion '{added.Id}' is added ({AgreementWords.Of(added.Level)}): {words}.");
        }

        foreach (var gone in before.Criteria.Where(criterion => !now.ContainsKey(criterion.Id)))
        {
            var words = AgreementWords.Of(gone, AgreementWords.OffenceOf(before, gone));
            yield return Phrase.Of($"Kriteriet '{gone.Id}' udgår ({AgreementWords.Of(gone.Level)}): {words}.", $"The criterion '{gone.Id}' is dropped ({AgreementWords.Of(gone.Level)}): {words}.");
        }

        var kept = after.Criteria.Where(criterion => old.ContainsKey(criterion.Id)).ToList();
        foreach (var sentence in kept.SelectMany(criterion => Of(old[criterion.Id], criterion, AgreementWords.OffenceOf(before, old[criterion.Id]), AgreementWords.OffenceOf(after, criterion))))
        {
            yield return before.Criteria.Count > 1 || after.Criteria.Count > 1
                ? Phrase.Of($"Kriteriet '{sentence.Id}': {sentence.Text.Small()}", $"The criterion '{sentence.Id}': {sentence.Text.Small()}") : sentence.Text;
        }

        if (old.Count == now.Count && kept.Count == now.Count && !before.Criteria.Select(one => one.Id).SequenceEqual(after.Criteria.Select(one => one.Id)))
            yield return new("Kriteriernes rækkefølge ændres.", "The order of the criteria changes.");
    }

    private static IEnumerable<(string Id, Phrase Text)> Of(Criterion before, Criterion after, Offence offenceBefore, Offence offenceAfter) =>
        Texts(before, after, offenceBefore, offenceAfter).Select(text => (after.Id, text));

    private static IEnumerable<Phrase> Texts(Criterion before, Criterion after, Offence offenceBefore, Offence offenceAfter)
    {
        if (before.OffenceId != after.OffenceId)
        {
            var (from, to) = (offenceBefore.InWords(2), offenceAfter.InWords(2));
            yield return Phrase.Of(
                $"Det, der tælles, ændres fra {from} ({before.OffenceId}) til {to} ({after.OffenceId}).", $"What is counted changes from {from} ({before.OffenceId}) to {to} ({after.OffenceId}).");
        }

        if (before.Level != after.Level)
        {
            yield return Phrase.Of(
                $"Kriteriet {AgreementWords.Of(after.Level)}; før: {AgreementWords.Of(before.Level)}.",
                $"{(after.Level == CriterionLevel.Activate ? "The criterion starts the plan; before, it was only shown." : "The criterion is only shown; before, it started the plan.")}");
        }

        if (before.Rule.CountsReports != after.Rule.CountsReports)
        {
            // What is asked of reports comes or goes with the rule, as a whole.
            foreach (var text in WholeRule(AgreementWords.Of(before, offenceAfter), AgreementWords.Of(after, offenceAfter)))
                yield return text;
            yield break;
        }

        foreach (var text in Rules(before.Rule, after.Rule, offenceAfter))
            yield return text;
        foreach (var text in Number(new("Det mindste antal anmeldelser", "The smallest number of reports"), before.MinimumReports, after.MinimumReports, Raised))
            yield return text;
        foreach (var text in Days(new("Tiden, hvor grænsen også skal have været nået før,", "The time for which the limit must have been reached before as well"), before.HoldForDays, after.HoldForDays))
            yield return text;
        foreach (var text in Days(new("Tiden med ro, før en stigning er slut,", "The time of calm before a spike is over"), before.ClearAfterDays, after.ClearAfterDays))
            yield return text;
        foreach (var text in Days(new("Afkølingen efter en stigning", "The cool-down after a spike"), before.CooldownDays, after.CooldownDays))
            yield return text;
        foreach (var text in AgreementDifference.Changed(new("Hvor sent en anmeldelse kan komme og stadig tælle,", "How late a report can come in and still count"), Delay(before), Delay(after)))
            yield return text;
        foreach (var text in AgreementDifference.Changed(
            new("Tiden af året, hvor kriteriet gælder,", "The time of the year in which the criterion holds"), AgreementWords.Of(before.Season), AgreementWords.Of(after.Season)))
            yield return text;
        foreach (var text in AgreementDifference.Changed(
            new("Andelen af falske fund, der tåles blandt dagens områder,", "The share of false finds accepted among the day's areas"), Share(before.FalseDiscoveryRate), Share(after.FalseDiscoveryRate)))
            yield return text;
    }

    private static IEnumerable<Phrase> WholeRule(Phrase before, Phrase after) => AgreementDifference.Changed(new("Reglen", "The rule"), before, after);

    /// <summary>Of thresholds number by number; of all others the whole rule.</summary>
    private static IEnumerable<Phrase> Rules(Rule before, Rule after, Offence offence) => before is ThresholdRule old && after is ThresholdRule now
        ? Limit(old, now, offence)
            .Concat(now.AtLeastByArea.Keys.Union(old.AtLeastByArea.Keys).Order(StringComparer.Ordinal).SelectMany(area => OfArea(area, old, now, offence)))
            .Concat(old.CountBy == now.CountBy ? [] : [Phrase.Of(
                $"Anmeldelser tælles {RuleWords.Counted(now.CountBy)}; før: {RuleWords.Counted(old.CountBy)}.", $"Reports are counted {RuleWords.Counted(now.CountBy)}; before: {RuleWords.Counted(old.CountBy)}.")])
        : WholeRule(RuleWords.Of(before, offence), RuleWords.Of(after, offence));

    private static Phrase[] OfArea(string area, ThresholdRule old, ThresholdRule now, Offence offence)
    {
        var days = Phrase.Days(now.WithinDays);
        switch (Own(old, area), Own(now, area))
        {
            case (null, { } set):
                var first = RuleWords.Count(set, offence);
                return [Phrase.Of($"Område {area} får sin egen grænse på {first} på {days}.", $"Area {area} gets its own limit of {first} in {days}.")];
            case ({ } was, null):
                var last = RuleWords.Count(was, offence);
                return [Phrase.Of($"Område {area} har ikke længere sin egen grænse på {last}.", $"Area {area} no longer has its own limit of {last}.")];
            case ({ } was, { } set) when was != set:
                var (moves, count) = (Moves(Raised, was, set), RuleWords.Count(set, offence));
                return [Phrase.Of($"Grænsen i område {area} {moves} fra {was} til {count} på {days}.", $"The limit in area {area} {moves} from {was} to {count} in {days}.")];
            default:
                return [];
        }
    }

    private static Phrase[] Limit(ThresholdRule old, ThresholdRule now, Offence offence)
    {
        var (count, days, was) = (RuleWords.Count(now.AtLeast, offence), Phrase.Days(now.WithinDays), RuleWords.Count(old.AtLeast, offence));
        var (moves, lasts) = (Moves(Raised, old.AtLeast, now.AtLeast), Moves(Extended, old.WithinDays, now.WithinDays));
        return (old.AtLeast == now.AtLeast, old.WithinDays == now.WithinDays) switch
        {
            (true, true) => [],
            (false, true) => [Phrase.Of($"Grænsen {moves} fra {old.AtLeast} til {count} på {days}.", $"The limit {moves} from {old.AtLeast} to {count} in {days}.")],
            (true, false) => [Phrase.Of($"Tiden for grænsen på {count} {lasts} fra {old.WithinDays} til {days}.", $"The time for the limit of {count} {lasts} from {old.WithinDays} to {days}.")],
            _ => [Phrase.Of(
                $"Grænsen ændres fra {was} på {Phrase.Days(old.WithinDays)} til {count} på {days}.", $"The limit changes from {was} in {Phrase.Days(old.WithinDays)} to {count} in {days}.")],
        };
    }

    private static int? Own(ThresholdRule rule, string area) => rule.AtLeastByArea.TryGetValue(area, out var own) ? own : null;

    private static IEnumerable<Phrase> Number(Phrase what, int before, int after, (Phrase, Phrase) ways)
    {
        if (before != after)
            yield return Phrase.Of($"{what} {Moves(ways, before, after)} fra {before} til {after}.", $"{what} {Moves(ways, before, after)} from {before} to {after}.");
    }

    private static IEnumerable<Phrase> Days(Phrase what, int before, int after)
    {
        if (before != after)
            yield return Phrase.Of($"{what} {Moves(Extended, before, after)} fra {before} til {after} dage.", $"{what} {Moves(Extended, before, after)} from {before} to {Phrase.Days(after)}.");
    }

    private static Phrase Moves((Phrase Up, Phrase Down) ways, int before, int after) => after > before ? ways.Up : ways.Down;

    private static Phrase Delay(Criterion criterion) => criterion.MaximumReportingDelayDays is { } days ? Phrase.Days(days) : NoLimit;

    private static Phrase Share(double? share) => share is { } set ? RuleWords.Percent(set) : NoLimit;
}
