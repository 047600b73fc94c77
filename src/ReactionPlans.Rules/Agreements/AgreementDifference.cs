using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>What another version of an agreement changes, in plain Danish sentences. Pure.</summary>
/// <remarks>Every field of <see cref="Agreement"/> is compared but the version's number; a test changes each and asks for a sentence.</remarks>
public static class AgreementDifference
{
    /// <summary>What holds after <paramref name="after"/> that did not hold after <paramref name="before"/>; empty: the same but for the number.</summary>
    public static IReadOnlyList<string> Between(Agreement before, Agreement after) =>
    [
        .. Dates(before, after),
        .. Parties(before.Partnership, after.Partnership),
        .. Areas(before.Areas, after.Areas),
        .. Offences(before, after),
        .. CriteriaDifference.Between(before, after),
        .. Decision(before, after),
        .. Listed(before.Plan, after.Plan, step => step.Id, step => AgreementWords.Of(step, before), step => AgreementWords.Of(step, after), "Trin", "Trinnenes rækkefølge i planen"),
        .. Changed("Planens slutning", AgreementWords.Of(before.End), AgreementWords.Of(after.End)),
        .. Listed(before.People, after.People, person => person.Id, person => AgreementWords.Of(person, before), person => AgreementWords.Of(person, after), "Person", "Rækkefølgen af personer"),
        .. Changed("Vejene ud til folk", AgreementWords.Of(before.Channels), AgreementWords.Of(after.Channels)),
        .. Sender(before.Sender, after.Sender),
        .. Changed("Målene", AgreementWords.Of(before.Goals), AgreementWords.Of(after.Goals)),
        .. Examples(before, after),
    ];

    /// <summary>Whether another version judges by other criteria, other offences or in other areas: then nobody accepts it unseen.</summary>
    public static bool JudgesOtherwise(Agreement before, Agreement after) =>
        Areas(before.Areas, after.Areas).Any() || Offences(before, after).Any() || CriteriaDifference.Between(before, after).Any();

    internal static IEnumerable<string> Changed(string what, string before, string after)
    {
        if (before != after)
            yield return $"{what} ændres fra {before} til {after}.";
    }

    private static IEnumerable<string> Dates(Agreement before, Agreement after) =>
        Changed("Første dag", DanishText.Day(before.HoldsFrom), DanishText.Day(after.HoldsFrom))
            .Concat(Changed("Dagen, hvor aftalen skal ses efter,", Day(before.ReviewBy), Day(after.ReviewBy)))
            .Concat(Changed("Fristen, fra aftalen skulle være set efter, til den kun rådgiver,", RuleWords.Days(before.ReviewGraceDays), RuleWords.Days(after.ReviewGraceDays)));

    private static string Day(DateOnly? day) => day is { } set ? DanishText.Day(set) : "ingen dag";

    private static IEnumerable<string> Parties(Partnership before, Partnership after) =>
        Changed("Partnerskabets id", before.Id, after.Id)
            .Concat(Changed("Partnerskabets navn", before.Name, after.Name))
            .Concat(Changed("Kommunen", before.Municipality, after.Municipality))
            .Concat(Changed("Politikredsen", before.PoliceDistrict, after.PoliceDistrict));

    private static IEnumerable<string> Areas(CoveredAreas before, CoveredAreas after)
    {
        if (before.Level != after.Level || before.Codes is null != after.Codes is null)
            return Changed("Områderne", AgreementWords.Of(before), AgreementWords.Of(after));
        return (after.Codes ?? []).Except(before.Codes ?? []).Select(code => $"Område {code} kommer med.")
            .Concat((before.Codes ?? []).Except(after.Codes ?? []).Select(code => $"Område {code} er ikke længere med."));
    }

    private static IEnumerable<string> Offences(Agreement before, Agreement after) =>
        Listed([.. before.Offences.Values.OrderBy(one => one.Id, StringComparer.Ordinal)], [.. after.Offences.Values.OrderBy(one => one.Id, StringComparer.Ordinal)],
            offence => offence.Id, AgreementWords.Of, AgreementWords.Of, "Lovovertrædelsen", "Lovovertrædelsernes rækkefølge");

    private static IEnumerable<string> Decision(Agreement before, Agreement after)
    {
        var (old, now) = (before.Decision, after.Decision);
        return Changed("Beslutningen", AgreementWords.Of(old.Mode), AgreementWords.Of(now.Mode))
            .Concat(old.DeadlineHours == now.DeadlineHours ? []
                : [$"Fristen for at svare {(now.DeadlineHours > old.DeadlineHours ? "forlænges" : "forkortes")} fra {AgreementWords.Hours(old.DeadlineHours)} til {AgreementWords.Hours(now.DeadlineHours)}."])
            .Concat(old.OnDeadline == now.OnDeadline ? []
                : [$"Svarer ingen inden fristen, {AgreementWords.Of(now.OnDeadline)}; før: {AgreementWords.Of(old.OnDeadline)}."])
            .Concat(old.Deputies.SequenceEqual(now.Deputies) ? [] : Changed("De stedfortrædere, der spørges efter fristen,", Names(old.Deputies, before), Names(now.Deputies, after), old.Deputies, now.Deputies))
            .Concat(Changed("Påmindelsen før fristen", AgreementWords.Reminder(old), AgreementWords.Reminder(now)))
            .Concat(Changed("Den længste tid, politiet kan sætte i bero,", AgreementWords.Hours(24 * old.HoldAtMostDays), AgreementWords.Hours(24 * now.HoldAtMostDays)))
            .Concat(Changed("Uden for arbejdstid", AgreementWords.Of(old.OutOfHours, before), AgreementWords.Of(now.OutOfHours, after), old.OutOfHours?.Ask ?? [], now.OutOfHours?.Ask ?? []));
    }

    /// <summary>Two people can bear one name; then their ids tell them apart.</summary>
    private static IEnumerable<string> Changed(string what, string before, string after, IEnumerable<string> idsBefore, IEnumerable<string> idsAfter) =>
        before != after ? Changed(what, before, after) : Changed(what, AgreementWords.List(idsBefore), AgreementWords.List(idsAfter));

    private static string Names(IReadOnlyList<string> ids, Agreement agreement) =>
        ids.Count == 0 ? "ingen" : string.Join(", så ", ids.Select(id => AgreementWords.NameOf(id, agreement)));

    private static IEnumerable<string> Sender(Sender before, Sender after) =>
        Changed("Afsenderen", before.Name, after.Name)
            .Concat(Changed("Kontakten i brevene", before.Contact, after.Contact))
            .Concat(Changed("Politiets nummer i brevene", before.PolicePhone, after.PolicePhone))
            .Concat(Changed("Det mindste antal, der fortælles om,", $"{before.SmallestCount}", $"{after.SmallestCount}"))
            .Concat(Changed("Logoet i brevene", AgreementWords.Of(before.Logo), AgreementWords.Of(after.Logo)));

    private static IEnumerable<string> Examples(Agreement before, Agreement after)
    {
        var (old, now) = (before.Examples.Select(AgreementWords.Of).ToList(), after.Examples.Select(AgreementWords.Of).ToList());
        return now.Except(old).Select(one => $"Eksemplet {one} kommer til.").Concat(old.Except(now).Select(one => $"Eksemplet {one} udgår."))
            .Concat(old.Count != now.Count && old.ToHashSet().SetEquals(now) ? [$"Antallet af eksempler ændres fra {old.Count} til {now.Count}."] : []);
    }

    /// <summary>Things with an id of their own: which come, which go, and which read otherwise.</summary>
    private static IEnumerable<string> Listed<T>(
        IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id, Func<T, string> wordsBefore, Func<T, string> wordsAfter, string one, string order)
    {
        var (old, now) = (before.DistinctBy(id).ToDictionary(id), after.DistinctBy(id).ToDictionary(id));
        foreach (var added in now.Where(pair => !old.ContainsKey(pair.Key)))
            yield return $"{one} '{added.Key}' kommer til: {wordsAfter(added.Value)}.";
        foreach (var gone in old.Where(pair => !now.ContainsKey(pair.Key)))
            yield return $"{one} '{gone.Key}' udgår: {wordsBefore(gone.Value)}.";
        foreach (var (key, value) in now)
        {
            if (!old.TryGetValue(key, out var was))
                continue;
            var (from, to) = (wordsBefore(was), wordsAfter(value));
            // A person who is only called otherwise is told once, under people, and not at each step.
            if (from != to && !EqualityComparer<T>.Default.Equals(was, value))
                yield return $"{one} '{key}' ændres fra {from} til {to}.";
            else if (from == to && !EqualityComparer<T>.Default.Equals(was, value) && Unheard(was, value) is { } ids)
                yield return $"{one} '{key}' ændres fra {ids.Before} til {ids.After}.";
        }
        if (old.Count == now.Count && old.Keys.All(now.ContainsKey) && !before.Select(id).SequenceEqual(after.Select(id)))
            yield return $"{order} ændres.";
    }

    /// <summary>A step whose person is another of the same name, or a person whose deputy is.</summary>
    private static (string Before, string After)? Unheard<T>(T before, T after) => (before, after) switch
    {
        (PlanStep old, PlanStep now) when old.Responsible != now.Responsible => (old.Responsible, now.Responsible),
        (Person old, Person now) when old.Deputy != now.Deputy => ($"stedfortræder {old.Deputy}", $"stedfortræder {now.Deputy}"),
        _ => null,
    };
}
