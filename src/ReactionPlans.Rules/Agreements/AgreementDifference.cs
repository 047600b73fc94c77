namespace ReactionPlans.Rules.Agreements;

/// <summary>What another version of an agreement changes, in plain sentences. Pure.</summary>
/// <remarks>Every field of <see cref="Agreement"/> is compared but the version's number; a test changes each and asks for a sentence.</remarks>
public static class AgreementDifference
{
    /// <summary>What holds after <paramref name="after"/> that did not hold after <paramref name="before"/>; empty: the same but for the number.</summary>
    public static IReadOnlyList<Phrase> Between(Agreement before, Agreement after) =>
    [
        .. Dates(before, after),
        .. Parties(before.Partnership, after.Partnership),
        .. Areas(before.Areas, after.Areas),
        .. Offences(before, after),
        .. CriteriaDifference.Between(before, after),
        .. Decision(before, after),
        .. Listed(before.Plan, after.Plan, step => step.Id, step => AgreementWords.Of(step, before), step => AgreementWords.Of(step, after), new("Trin", "Step"), new("Trinnenes rækkefølge i planen", "The order of the plan's steps")),
        .. Changed(new("Planens slutning", "The end of the plan"), AgreementWords.Of(before.End), AgreementWords.Of(after.End)),
        .. Listed(before.People, after.People, person => person.Id, person => AgreementWords.Of(person, before), person => AgreementWords.Of(person, after), Phrase.Same("Person"), new("Rækkefølgen af personer", "The order of the people")),
        .. Changed(new("Vejene ud til folk", "How people are reached"), AgreementWords.Of(before.Channels), AgreementWords.Of(after.Channels)),
        .. Sender(before.Sender, after.Sender),
        .. Changed(new("Målene", "What is aimed at"), AgreementWords.Of(before.Goals), AgreementWords.Of(after.Goals)),
        .. Changed(new("Hvor længe personoplysninger gemmes,", "How long personal data are kept"), AgreementWords.Of(before.Retention), AgreementWords.Of(after.Retention)),
        .. Examples(before, after),
    ];

    /// <summary>Whether another version judges by other criteria, other offences or in other areas: then nobody accepts it unseen.</summary>
    public static bool JudgesOtherwise(Agreement before, Agreement after) =>
        Areas(before.Areas, after.Areas).Any() || Offences(before, after).Any() || CriteriaDifference.Between(before, after).Any();

    /// <param name="what">Its English stands in the singular.</param>
    internal static IEnumerable<Phrase> Changed(Phrase what, Phrase before, Phrase after)
    {
        if (before != after)
            yield return Phrase.Of($"{what} ændres fra {before} til {after}.", $"{what} changes from {before} to {after}.");
    }

    private static IEnumerable<Phrase> Changed(Phrase what, string before, string after) => Changed(what, Phrase.Same(before), Phrase.Same(after));

    private static IEnumerable<Phrase> Dates(Agreement before, Agreement after) =>
        Changed(new("Første dag", "The first day"), Day(before.HoldsFrom), Day(after.HoldsFrom))
            .Concat(Changed(new("Dagen, hvor aftalen skal ses efter,", "The day by which the agreement is to be reviewed"), Day(before.ReviewBy), Day(after.ReviewBy)))
            .Concat(Changed(
                new("Fristen, fra aftalen skulle være set efter, til den kun rådgiver,", "The time from when the agreement should have been reviewed until it only advises"),
                Phrase.Days(before.ReviewGraceDays), Phrase.Days(after.ReviewGraceDays)));

    private static Phrase Day(DateOnly? day) => day is { } set ? Phrase.Of($"{set}", $"{set}") : new("ingen dag", "no day");

    private static IEnumerable<Phrase> Parties(Partnership before, Partnership after) =>
        Changed(new("Partnerskabets id", "The partnership's ID"), before.Id, after.Id)
            .Concat(Changed(new("Partnerskabets navn", "The partnership's name"), before.Name, after.Name))
            .Concat(Changed(new("Kommunen", "The municipality"), before.Municipality, after.Municipality))
            .Concat(Changed(new("Politikredsen", "The police district"), before.PoliceDistrict, after.PoliceDistrict));

    private static IEnumerable<Phrase> Areas(CoveredAreas before, CoveredAreas after)
    {
        if (before.Level != after.Level || before.Codes is null != after.Codes is null)
            return Changed(new("Områderne", "What is covered"), AgreementWords.Of(before), AgreementWords.Of(after));
        return (after.Codes ?? []).Except(before.Codes ?? []).Select(code => Phrase.Of($"Område {code} kommer med.", $"Area {code} is added."))
            .Concat((before.Codes ?? []).Except(after.Codes ?? []).Select(code => Phrase.Of($"Område {code} er ikke længere med.", $"Area {code} is no longer included.")));
    }

    private static IEnumerable<Phrase> Offences(Agreement before, Agreement after) =>
        Listed([.. before.Offences.Values.OrderBy(one => one.Id, StringComparer.Ordinal)], [.. after.Offences.Values.OrderBy(one => one.Id, StringComparer.Ordinal)],
            offence => offence.Id, AgreementWords.Of, AgreementWords.Of, new("Lovovertrædelsen", "The offence"), new("Lovovertrædelsernes rækkefølge", "The order of the offences"));

    private static IEnumerable<Phrase> Decision(Agreement before, Agreement after)
    {
        var (old, now) = (before.Decision, after.Decision);
        var isLonger = now.DeadlineHours > old.DeadlineHours;
        return Changed(new("Beslutningen", "The decision"), AgreementWords.Of(old.Mode), AgreementWords.Of(now.Mode))
            .Concat(old.DeadlineHours == now.DeadlineHours ? []
                : [Phrase.Of(
                    $"Fristen for at svare {(isLonger ? "forlænges" : "forkortes")} fra {AgreementWords.Hours(old.DeadlineHours)} til {AgreementWords.Hours(now.DeadlineHours)}.",
                    $"The deadline for answering is {(isLonger ? "extended" : "shortened")} from {AgreementWords.Hours(old.DeadlineHours)} to {AgreementWords.Hours(now.DeadlineHours)}.")])
            .Concat(old.OnDeadline == now.OnDeadline ? []
                : [Phrase.Of(
                    $"Svarer ingen inden fristen, {AgreementWords.Of(now.OnDeadline)}; før: {AgreementWords.Of(old.OnDeadline)}.",
                    $"If nobody answers by the deadline, {AgreementWords.Of(now.OnDeadline)}; before: {AgreementWords.Of(old.OnDeadline)}.")])
            .Concat(old.Deputies.SequenceEqual(now.Deputies) ? [] : Changed(
                new("De stedfortrædere, der spørges efter fristen,", "Which deputies are asked after the deadline"), Names(old.Deputies, before), Names(now.Deputies, after), old.Deputies, now.Deputies))
            .Concat(Changed(new("Påmindelsen før fristen", "The reminder before the deadline"), AgreementWords.Reminder(old), AgreementWords.Reminder(now)))
            .Concat(Changed(
                new("Den længste tid, politiet kan sætte i bero,", "The longest time for which the police can put a question on hold"), AgreementWords.Hours(24 * old.HoldAtMostDays), AgreementWords.Hours(24 * now.HoldAtMostDays)))
            .Concat(Changed(
                new("Uden for arbejdstid", "What holds out of hours"), AgreementWords.Of(old.OutOfHours, before), AgreementWords.Of(now.OutOfHours, after), old.OutOfHours?.Ask ?? [], now.OutOfHours?.Ask ?? []));
    }

    /// <summary>Two people can bear one name; then their ids tell them apart.</summary>
    private static IEnumerable<Phrase> Changed(Phrase what, Phrase before, Phrase after, IEnumerable<string> idsBefore, IEnumerable<string> idsAfter) =>
        before != after ? Changed(what, before, after) : Changed(what, AgreementWords.List(idsBefore), AgreementWords.List(idsAfter));

    private static Phrase Names(IReadOnlyList<string> ids, Agreement agreement) =>
        ids.Count == 0 ? new("ingen", "none") : Phrase.Join(new(", så ", ", then "), ids.Select(id => Phrase.Same(AgreementWords.NameOf(id, agreement))));

    private static IEnumerable<Phrase> Sender(Sender before, Sender after) =>
        Changed(new("Afsenderen", "The sender"), before.Name, after.Name)
            .Concat(Changed(new("Kontakten i brevene", "The contact in the letters"), before.Contact, after.Contact))
            .Concat(Changed(new("Politiets nummer i brevene", "The police's number in the letters"), before.PolicePhone, after.PolicePhone))
            .Concat(Changed(new("Det mindste antal, der fortælles om,", "The smallest number that people are told of"), $"{before.SmallestCount}", $"{after.SmallestCount}"))
            .Concat(Changed(new("Logoet i brevene", "The logo in the letters"), AgreementWords.Of(before.Logo), AgreementWords.Of(after.Logo)));

    private static IEnumerable<Phrase> Examples(Agreement before, Agreement after)
    {
        var (old, now) = (before.Examples.Select(AgreementWords.Of).ToList(), after.Examples.Select(AgreementWords.Of).ToList());
        return now.Except(old).Select(one => Phrase.Of($"Eksemplet {one} kommer til.", $"The example {one} is added."))
            .Concat(old.Except(now).Select(one => Phrase.Of($"Eksemplet {one} udgår.", $"The example {one} is dropped.")))
            .Concat(old.Count != now.Count && old.ToHashSet().SetEquals(now)
                ? [Phrase.Of($"Antallet af eksempler ændres fra {old.Count} til {now.Count}.", $"The number of examples changes from {old.Count} to {now.Count}.")] : []);
    }

    /// <summary>Things with an id of their own: which come, which go, and which read otherwise.</summary>
    private static IEnumerable<Phrase> Listed<T>(
        IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id, Func<T, Phrase> wordsBefore, Func<T, Phrase> wordsAfter, Phrase one, Phrase order)
    {
        var (old, now) = (before.DistinctBy(id).ToDictionary(id), after.DistinctBy(id).ToDictionary(id));
        foreach (var added in now.Where(pair => !old.ContainsKey(pair.Key)))
            yield return Phrase.Of($"{one} '{added.Key}' kommer til: {wordsAfter(added.Value)}.", $"{one} '{added.Key}' is added: {wordsAfter(added.Value)}.");
        foreach (var gone in old.Where(pair => !now.ContainsKey(pair.Key)))
            yield return Phrase.Of($"{one} '{gone.Key}' udgår: {wordsBefore(gone.Value)}.", $"{one} '{gone.Key}' is dropped: {wordsBefore(gone.Value)}.");
        foreach (var (key, value) in now)
        {
            if (!old.TryGetValue(key, out var was))
                continue;
            var (from, to) = (wordsBefore(was), wordsAfter(value));
            // A person who is only called otherwise is told once, under people, and not at each step.
            if (from != to && !EqualityComparer<T>.Default.Equals(was, value))
                yield return Otherwise(from, to);
            else if (from == to && !EqualityComparer<T>.Default.Equals(was, value) && Unheard(was, value) is { } ids)
                yield return Otherwise(ids.Before, ids.After);

            Phrase Otherwise(Phrase from, Phrase to) => Phrase.Of($"{one} '{key}' ændres fra {from} til {to}.", $"{one} '{key}' changes from {from} to {to}.");
        }
        if (old.Count == now.Count && old.Keys.All(now.ContainsKey) && !before.Select(id).SequenceEqual(after.Select(id)))
            yield return Phrase.Of($"{order} ændres.", $"{order} changes.");
    }

    /// <summary>A step whose person is another of the same name, or a person whose deputy is.</summary>
    private static (Phrase Before, Phrase After)? Unheard<T>(T before, T after) => (before, after) switch
    {
        (PlanStep old, PlanStep now) when old.Responsible != now.Responsible => (Phrase.Same(old.Responsible), Phrase.Same(now.Responsible)),
        (Person old, Person now) when old.Deputy != now.Deputy => (Deputy(old), Deputy(now)),
        _ => null,
    };

    private static Phrase Deputy(Person person) => Phrase.Of($"stedfortræder {person.Deputy}", $"deputy {person.Deputy}");
}
