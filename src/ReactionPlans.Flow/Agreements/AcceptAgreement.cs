using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>One party's yes to a proposed version. It holds when both have said so and its day has come.</summary>
public static class AcceptAgreement
{
    /// <returns>Null when the party has accepted, now or before: a yes can be repeated, and the first name stands.</returns>
    public static async Task<Problem?> By(Work work, AgreementBook book, string partnershipId, int version, Party party, string personId)
    {
        if (await book.Find(work, partnershipId, version) is not { } agreement)
            return Problems.AgreementUnknown.With(partnershipId, version);
        if (agreement.FindPerson(personId) is not { } person)
            return Problems.PersonUnknown.With(personId);
        if (!person.ActsFor(party))
            return Problems.NotYourDecision.With(personId);

        var accepted = await work.Execute("Agreements/accept-version.sql", new
        {
            partnership_id = partnershipId,
            version,
            party = party.ToString(),
            person_id = personId,
            now = work.Now,
        });
        if (accepted == 1)
        {
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(
                AuditAction.AgreementAccepted, partnershipId, "agreement", $"{partnershipId}/{version}", new { party = party.ToString() }));
        }

        return null;
    }
}
