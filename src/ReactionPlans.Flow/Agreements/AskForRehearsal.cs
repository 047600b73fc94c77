using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Agreements;

/// <summary>Asks for a version to be rehearsed, or calls that off. A host with the clock's role takes it up (<see cref="RehearsalBook"/>); nothing is played here.</summary>
public static class AskForRehearsal
{
    private const int Days = 365;

    /// <summary>A version is rehearsed on the same year every time: what differs then is the plan.</summary>
    private const int Seed = 1;

    /// <returns>Null: asked for, now or before.</returns>
    public static async Task<Problem?> By(Work work, AgreementBook book, string partnershipId, int version, string personId)
    {
        if (await book.Find(work, partnershipId, version) is null)
            return Problems.AgreementUnknown.With(partnershipId, version);
        var asked = await work.Execute("Agreements/ask-for-rehearsal.sql", new
        {
            id = Guid.CreateVersion7(),
            partnership_id = partnershipId,
            version,
            person_id = personId,
            days = Days,
            seed = Seed,
            now = work.Now,
        });
        if (asked == 1)
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(AuditAction.RehearsalAsked, partnershipId, "agreement", $"{partnershipId}/{version}", new { days = Days }));
        return null;
    }

    /// <summary>What was never asked for, or is over, stays as it is.</summary>
    public static async Task Cancel(Work work, string partnershipId, int version, string personId)
    {
        if (await work.Execute("Agreements/cancel-rehearsal.sql", new { partnership_id = partnershipId, version, now = work.Now }) == 1)
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(AuditAction.RehearsalCancelled, partnershipId, "agreement", $"{partnershipId}/{version}"));
    }
}
