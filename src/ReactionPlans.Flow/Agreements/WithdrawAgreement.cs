using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>Takes a proposed version back. Its number is not used again.</summary>
public static class WithdrawAgreement
{
    /// <returns>Null: it is withdrawn.</returns>
    public static async Task<Problem?> By(Work work, AgreementBook book, string partnershipId, int version, string personId)
    {
        if (await book.Find(work, partnershipId, version) is not { } agreement || await AgreementVersions.Find(work, partnershipId, version) is not { } standing)
            return Problems.AgreementUnknown.With(partnershipId, version);
        if (agreement.FindPerson(personId) is not { } person)
            return Problems.PersonUnknown.With(personId);
        if (AgreementStates.WhyNotWithdraw(standing.Life, standing.State, person) is { } refused)
            return refused;

        var withdrawn = await work.Execute("Agreements/withdraw-version.sql", new { partnership_id = partnershipId, version, person_id = personId, now = work.Now });
        if (withdrawn == 0)
            return AgreementStates.Next(AgreementState.Accepted, AgreementStep.Withdraw).Problem; // both have accepted in between
        await Audit.Write(work, Actor.Person(personId), new AuditEntry(AuditAction.AgreementWithdrawn, partnershipId, "agreement", $"{partnershipId}/{version}"));
        return null;
    }
}
