using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Holds the lookup key against the one that the residents in the database are found by: under another, the same person would be somebody else and get a second letter.</summary>
public sealed class LookupMark(Database database, RecipientCipher cipher)
{
    /// <summary>Null: it is the one, or the first. A database whose residents are all gone may begin with another.</summary>
    public Task<Problem?> Check(CancellationToken stopping) => database.Do(async work =>
    {
        await work.Execute("Plumbing/keep-lookup-mark.sql", new { mark = cipher.LookupMark });
        return await work.Scalar<string>("Plumbing/read-lookup-mark.sql") == cipher.LookupMark ? null : Problems.LookupKeyOther.With();
    }, stopping);
}
