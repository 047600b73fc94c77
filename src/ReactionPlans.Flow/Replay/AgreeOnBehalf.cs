using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Replay;

/// <summary>Proposes an agreement and accepts it on behalf of one person of each party, as they would: where time is virtual, or the agreement is practised and not entered into.</summary>
public sealed class AgreeOnBehalf(Database database, AgreementBook agreements, TemplateBook templates)
{
    /// <param name="source">What a person calls the text.</param>
    public Task<IReadOnlyList<Problem>> On(string yaml, string source, CancellationToken stopping) => database.Do(async work =>
    {
        var reading = await ImportAgreement.ProposeAsWritten(work, yaml, source, templates);
        if (reading.Agreement is not { } agreement)
            return reading.Problems;

        string? police = null;
        foreach (var party in Enum.GetValues<Party>())
        {
            // Two different people, as they would have to be: a joint coordinator says yes for one party.
            var person = agreement.People.Where(person => person.ActsFor(party) && person.Id != police).OrderBy(person => person.ActsFor(Party.Police) && person.ActsFor(Party.Municipality)).FirstOrDefault();
            if (person is null)
                return [Problems.PersonUnknown.At(new Rules.Place(source), party)];
            var problem = await ShowBacktest.To(work, agreements, agreement.Partnership.Id, agreement.Version, person.Id, BacktestSeen.InReplay)
                ?? await AcceptAgreement.By(work, agreements, agreement.Partnership.Id, agreement.Version, party, person.Id);
            if (problem is not null)
                return [problem with { Place = new Rules.Place(source) }];
            police ??= person.Id;
        }

        return (IReadOnlyList<Problem>)[];
    }, stopping);
}
