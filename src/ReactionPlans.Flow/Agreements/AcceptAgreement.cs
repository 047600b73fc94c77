using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>One party's yes to a proposed version. It holds when both have said so and its day has come.</summary>
/// <remarks>Nobody accepts other criteria, offences or areas than those in force without having been shown what they would have done (<see cref="ShowBacktest"/>).</remarks>
public static class AcceptAgreement
{
    /// <returns>Null when the party has accepted, now or before: a yes can be repeated, and the first name stands.</returns>
    public static async Task<Problem?> By(Work work, AgreementBook book, string partnershipId, int version, Party party, string personId)
    {
        if (await book.Find(work, partnershipId, version) is not { } agreement || await AgreementVersions.Find(work, partnershipId, version) is not { } standing)
            return Problems.AgreementUnknown.With(partnershipId, version);
        if (agreement.FindPerson(personId) is not { } person)
            return Problems.PersonUnknown.With(personId);
        if (AgreementStates.WhyNotAccept(standing.Life, standing.State, person, party) is { } refused)
            return refused;
        if (standing.Life.AcceptedBy(party) is not null)
            return null;
        if (await MustBeShown(work, book, agreement, personId))
            return Problems.BacktestNotShown.With(personId, version, partnershipId);

        var accepted = await work.Execute("Agreements/accept-version.sql", new
        {
            partnership_id = partnershipId,
            version,
            party = party.ToString(),
            person_id = personId,
            now = work.Now,
        });
        if (accepted == 0)
        {
            // Somebody was there in between: another yes of the party is as good, a withdrawal is not.
            var now = (await AgreementVersions.Find(work, partnershipId, version))!;
            return AgreementStates.WhyNotAccept(now.Life, now.State, person, party);
        }

        await Audit.Write(work, Actor.Person(personId), new AuditEntry(
            AuditAction.AgreementAccepted, partnershipId, "agreement", $"{partnershipId}/{version}", new { party = party.ToString() }));
        return null;
    }

    /// <summary>Whether this person has to be shown the version's backtest before saying yes to it.</summary>
    public static async Task<bool> MustBeShown(Work work, AgreementBook book, Agreement agreement, string personId)
    {
        var partnership_id = agreement.Partnership.Id;
        if (await AgreementVersions.InForce(work, book, partnership_id) is { } inForce && !AgreementDifference.JudgesOtherwise(inForce, agreement))
            return false;
        return !await work.Scalar<bool>("Agreements/has-seen-backtest.sql", new { partnership_id, version = agreement.Version, person_id = personId });
    }
}
