using ReactionPlans.Rules.Access;

namespace ReactionPlans.Rules.Agreements;

/// <summary>Refuses an agreement that could not be followed as its parties believe. Pure: no clock, no files, no database.</summary>
/// <remarks>Fields and their bounds were checked when the text was read; here is what only the whole can show.</remarks>
public static class AgreementCheck
{
    private static readonly Reaction[] ToNeighbours = [Reaction.NeighbourMessage, Reaction.MemberAlert];

    /// <param name="templates">Name to text of every template that can be used.</param>
    /// <returns>Everything that is wrong; empty when the agreement can be accepted.</returns>
    public static IReadOnlyList<Problem> Check(Agreement agreement, IReadOnlyDictionary<string, string> templates) =>
    [
        .. Ids(agreement),
        .. Criteria(agreement),
        .. Decision(agreement),
        .. Roles(agreement),
        .. Deputies(agreement),
        .. Parties(agreement),
        .. Texts(agreement, templates),
        .. Neighbours(agreement),
        .. GateCheck.Check(agreement),
        .. Seasons(agreement),
        .. SeasonRuleCheck.Check(agreement),
        .. Examples(agreement),
    ];

    private static IEnumerable<Problem> Ids(Agreement agreement) =>
        Twice("criteria", agreement.Criteria.Select(criterion => criterion.Id))
            .Concat(Twice("plan", agreement.Plan.Select(step => step.Id)))
            .Concat(Twice("people", agreement.People.Select(person => person.Id)));

    private static IEnumerable<Problem> Twice(string section, IEnumerable<string> ids) =>
        ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => Problems.IdTwice.With(same.Key, section));

    private static IEnumerable<Problem> Criteria(Agreement agreement) =>
        (from criterion in agreement.Criteria
         where !agreement.Offences.ContainsKey(criterion.OffenceId)
         select Problems.YamlFieldWrong.With($"criteria.{criterion.Id}.offence", criterion.OffenceId, Known(agreement.Offences.Keys)))
        .Concat(
            from criterion in agreement.Criteria
            where criterion.FalseDiscoveryRate is not null && !criterion.Rule.HasChance
            select Problems.RuleAsksNoChance.With(criterion.Id, criterion.Rule.Kind));

    /// <summary>A question nobody can answer would be dropped in silence.</summary>
    private static IEnumerable<Problem> Decision(Agreement agreement)
    {
        var rule = agreement.Decision;
        if (rule is { Mode: not DecisionMode.Automatic, OnDeadline: OnDeadline.Escalate, Deputies.Count: 0 })
            yield return Problems.YamlFieldMissing.With("decision.deputies");

        foreach (var asked in rule.Deputies.Union(rule.OutOfHours?.Ask ?? []))
        {
            if (agreement.FindPerson(asked) is not { } person)
                yield return Problems.PersonUnknown.With(asked);
            else if (rule.Mode == DecisionMode.Police && !person.ActsFor(Party.Police))
                yield return Problems.ResponsibleOfOtherParty.With("decision", AgreementWords.Of(Party.Police), asked);
        }
    }

    /// <summary>A role that means nothing would be a person who may do nothing, found out on the day it matters.</summary>
    private static IEnumerable<Problem> Roles(Agreement agreement) =>
        from person in agreement.People
        where !PersonRoles.OfAgreements.Contains(person.Role)
        select Problems.PersonRoleUnknown.With(person.Id, person.Role, string.Join(", ", PersonRoles.OfAgreements));

    /// <summary>A deputy who is not there, or who speaks for the other party, would be found out on the day the person is away.</summary>
    private static IEnumerable<Problem> Deputies(Agreement agreement)
    {
        foreach (var person in agreement.People.Where(person => person.Deputy is not null))
        {
            if (agreement.FindPerson(person.Deputy!) is not { } deputy || deputy.Id == person.Id)
                yield return Problems.DeputyUnknown.With(person.Id, person.Deputy);
            else if (Enum.GetValues<Party>().Any(party => person.ActsFor(party) && !deputy.ActsFor(party)))
                yield return Problems.DeputyOfOtherParty.With(person.Id, deputy.Id);
        }
    }

    /// <summary>Each party needs somebody who can accept the agreement and be asked; each step somebody of its own party.</summary>
    private static IEnumerable<Problem> Parties(Agreement agreement)
    {
        foreach (var party in Enum.GetValues<Party>())
        {
            if (!agreement.People.Any(person => person.ActsFor(party)))
                yield return Problems.YamlFieldMissing.With(party == Party.Police ? "people.role: police-…" : "people.role: municipal-…");
        }
        var (police, municipality) = (Of(Party.Police), Of(Party.Municipality));
        if (police.Count == 1 && municipality.SequenceEqual(police))
            yield return Problems.OnePersonForBoth.With(police[0]);

        List<string> Of(Party party) => [.. agreement.People.Where(person => person.ActsFor(party)).Select(person => person.Id).Distinct()];

        foreach (var step in agreement.Plan)
        {
            if (agreement.FindPerson(step.Responsible) is not { } person)
                yield return Problems.PersonUnknown.With(step.Responsible);
            else if (!person.ActsFor(step.Party))
                yield return Problems.ResponsibleOfOtherParty.With(step.Id, AgreementWords.Of(step.Party), step.Responsible);
            foreach (var named in step.Everyone.Where(id => agreement.FindPerson(id) is null))
                yield return Problems.PersonUnknown.With(named);
        }
    }

    private static IEnumerable<Problem> Texts(Agreement agreement, IReadOnlyDictionary<string, string> templates)
    {
        foreach (var name in agreement.Plan.Select(step => step.Template).OfType<string>().Distinct())
        {
            if (!templates.TryGetValue(name, out var text))
                yield return Problems.TemplateUnknown.With(name, Known(templates.Keys));
            else if (!PoliceContact.IsIn(text, agreement.Sender.PolicePhone))
                yield return Problems.TextWithoutPoliceContact.With(name);
        }
    }

    /// <remarks>A neighbour step without a channel to any neighbour is a step on paper only.</remarks>
    private static IEnumerable<Problem> Neighbours(Agreement agreement)
    {
        if (agreement.Channels.NeighbourFriends.Count == 0 || !agreement.Plan.Any(step => ToNeighbours.Contains(step.Reaction)))
            yield return Problems.NoNeighbourStep.With();
    }

    /// <summary>What waits for a step that is not planned would wait for ever.</summary>
    private static IEnumerable<Problem> Seasons(Agreement agreement) =>
        from step in agreement.Plan
        from needed in new[] { step.Gate?.StepId, step.Otherwise?.WithStep }
        where agreement.Plan.Any(other => other.Id == needed && other.Season is not null)
        select Problems.SeasonOfNeededStep.With(step.Id, needed);

    private static IEnumerable<Problem> Examples(Agreement agreement)
    {
        foreach (var example in agreement.Examples)
        {
            if (agreement.FindCriterion(example.CriterionId) is null)
                yield return Problems.YamlFieldWrong.With("examples.criterion", example.CriterionId, Known(agreement.Criteria.Select(criterion => criterion.Id)));
            if (agreement.Areas.Codes is { } codes && !codes.Contains(example.AreaCode))
                yield return Problems.YamlFieldWrong.With("examples.area", example.AreaCode, Known(codes));
        }
    }

    private static string Known(IEnumerable<string> names) => string.Join(" | ", names.Order(StringComparer.Ordinal));
}
