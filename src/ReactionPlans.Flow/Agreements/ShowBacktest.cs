using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Agreements;

/// <summary>What a person was shown of what a version would have done on the past.</summary>
/// <param name="How">stored, nothing-stored or replay, as the table says.</param>
/// <param name="Activations">Plans that the version would have set off.</param>
/// <param name="Fingerprint">SHA-256 of the whole result, so that it can be told later what exactly was seen.</param>
public sealed record BacktestSeen(string How, DateOnly? From, DateOnly? To, int Activations, string Fingerprint)
{
    /// <summary>There are no reports to try it on, and the person was told so.</summary>
    public static readonly BacktestSeen NothingStored = new("nothing-stored", null, null, 0, "");

    /// <summary>A replay's personas accept what the replay is about to try: it is the backtest.</summary>
    public static readonly BacktestSeen InReplay = new("replay", null, null, 0, "");

    public static BacktestSeen Of(BacktestReport version, BacktestReport? inForce) => new(
        "stored", version.From, version.To, version.ActivationCount,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(BacktestReport.ToJson(version, inForce)))));
}

/// <summary>Notes that a person was shown a version's backtest. Whoever shows it (the console's page, the command) calls this with what was shown.</summary>
public static class ShowBacktest
{
    /// <returns>Null: noted.</returns>
    public static async Task<Problem?> To(Work work, AgreementBook book, string partnershipId, int version, string personId, BacktestSeen seen)
    {
        if (await book.Find(work, partnershipId, version) is not { } agreement)
            return Problems.AgreementUnknown.With(partnershipId, version);
        if (agreement.FindPerson(personId) is null)
            return Problems.PersonUnknown.With(personId);

        await work.Execute("Agreements/save-shown-backtest.sql", new
        {
            partnership_id = partnershipId,
            version,
            person_id = personId,
            how = seen.How,
            from_day = seen.From,
            to_day = seen.To,
            activations = seen.Activations,
            fingerprint = seen.Fingerprint,
            now = work.Now,
        });
        await Audit.Write(work, Actor.Person(personId), new AuditEntry(
            AuditAction.BacktestShown, partnershipId, "agreement", $"{partnershipId}/{version}", new { how = seen.How, activations = seen.Activations }));
        return null;
    }
}
