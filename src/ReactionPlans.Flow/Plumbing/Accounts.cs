using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Who an account signs in as: a person in a partnership's agreement.</summary>
public sealed record Account(string UserName, string PasswordHash, string PartnershipId, string PersonId);

/// <summary>Local accounts, for the demo and for installations without a sign-in of their own.</summary>
public sealed class Accounts(Database database)
{
    private static readonly PasswordHasher<string> Hasher = new();

    /// <summary>Checked when the name is unknown, so that the answer takes as long as for a known one.</summary>
    private static readonly string NobodysHash = Hasher.HashPassword("", RandomNumberGenerator.GetHexString(32));

    /// <summary>Makes an account, or gives an existing one a new password.</summary>
    /// <param name="userName">Any letter case; stored in small letters.</param>
    /// <returns>The password: kept nowhere, so tell it to the person now.</returns>
    public async Task<string> Create(string userName, string partnershipId, string personId, CancellationToken stopping = default)
    {
        // 20 characters without the ones people mix up: 98 bits.
        var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);
        var name = Normal(userName);
        await database.Do(work => work.Execute("Plumbing/set-account.sql", new
        {
            user_name = name,
            password_hash = Hasher.HashPassword(name, password),
            partnership_id = partnershipId,
            person_id = personId,
            now = work.Now,
        }), stopping);
        return password;
    }

    /// <summary>The account, if the password is its own; otherwise null.</summary>
    public async Task<Account?> Find(string userName, string password, CancellationToken stopping)
    {
        var name = Normal(userName);
        var account = (await database.Read<Account>("Plumbing/read-account.sql", new { user_name = name }, stopping)).SingleOrDefault();
        var verdict = Hasher.VerifyHashedPassword(name, account?.PasswordHash ?? NobodysHash, password);
        return verdict == PasswordVerificationResult.Failed ? null : account;
    }

    public static string Normal(string userName) => userName.Trim().ToLowerInvariant();
}
