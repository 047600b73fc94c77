using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Flow.Access;

/// <summary>Something an account may work as: a person of a partnership's agreement, or a role that belongs to no partnership.</summary>
/// <param name="PartnershipId">Null for a role without a partnership; then <paramref name="PersonId"/> is null too.</param>
/// <param name="Role">Only without a partnership; a person's role is the one the agreement in force gives.</param>
public sealed record Membership(string UserName, string? PartnershipId, string? PersonId, string? Role);

/// <summary>
/// Accounts: local ones, for the demo and for installations without a sign-in of their own, and those that an identity provider vouches for. Whatever database it is given, it sees accounts
/// and nothing else: whoever signs in has no partnership yet.
/// </summary>
public sealed class Accounts(Database whole)
{
    private static readonly PasswordHasher<string> Hasher = new();

    /// <summary>Checked when the name is unknown, so that the answer takes as long as for a known one.</summary>
    private static readonly string NobodysHash = Hasher.HashPassword("", RandomNumberGenerator.GetHexString(32));

    private const string Vouched = "sso:";

    private const int VouchedNameDigits = 32;

    private readonly Database database = whole.SeenBy(Scope.Accounts);

    /// <param name="PasswordHash">Null: an identity provider vouches for it, and no password opens it.</param>
    private sealed record Account(string UserName, string? PasswordHash);

    /// <summary>Lets an account work as a person of a partnership's agreement: makes the account, or gives an existing one a new password.</summary>
    /// <param name="userName">Any letter case; stored in small letters.</param>
    /// <returns>The password: kept nowhere, so tell it to the person now.</returns>
    public Task<string> Create(string userName, string partnershipId, string personId, CancellationToken stopping = default) =>
        Add(new Membership(userName, partnershipId, personId, null), Actor.Program, stopping);

    /// <summary>The same for any membership.</summary>
    public async Task<string> Add(Membership membership, Actor by, CancellationToken stopping)
    {
        var (name, password) = (Normal(membership.UserName), NewPassword());
        await database.Do(async work =>
        {
            await work.Execute("Access/set-account.sql", new { user_name = name, password_hash = Hasher.HashPassword(name, password), now = work.Now });
            await Join(work, membership with { UserName = name }, by);
        }, stopping);
        return password;
    }

    /// <summary>Lets an account that is there work as something more; its password stays.</summary>
    /// <returns>False: there is no such account.</returns>
    public Task<bool> AddMembership(Membership membership, Actor by, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var name = Normal(membership.UserName);
            if (await work.QueryOne<Account>("Access/read-account.sql", new { user_name = name }) is null)
                return false;
            await Join(work, membership with { UserName = name }, by);
            return true;
        }, stopping);

    /// <summary>
    /// Takes in somebody whom the identity provider vouches for: an account without a password, which from now on may work as what is claimed and as nothing else.
    /// </summary>
    /// <param name="provider">Where the provider is: another one's people are others, even if it calls them the same.</param>
    /// <param name="subject">What the provider calls the person, and nobody else.</param>
    public Task<IReadOnlyList<Membership>> Vouch(string provider, string subject, IReadOnlyList<ClaimedWork> claimed, CancellationToken stopping) =>
        database.Do(async work =>
        {
            // Capital letters tell two subjects apart and not two accounts.
            var name = Vouched + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}\u001f{subject}")))[..VouchedNameDigits];
            await work.Execute("Access/set-vouched-account.sql", new { user_name = name, provider_subject = subject, now = work.Now });
            foreach (var ended in await work.Query<Membership>("Access/end-memberships.sql", new
            {
                user_name = name,
                partnership_ids = claimed.Select(one => one.Partnership).ToArray(),
                person_ids = claimed.Select(one => one.Person).ToArray(),
                roles = claimed.Select(one => one.Role).ToArray(),
            }))
            {
                await Audit.Write(work, Actor.Account(name), new AuditEntry(AuditAction.MembershipEnded, ended.PartnershipId, "account", name, new { ended.PersonId, ended.Role }));
            }

            var kept = await work.Query<Membership>("Access/list-memberships.sql", new { user_name = name });
            foreach (var added in claimed.Select(one => new Membership(name, one.Partnership, one.Person, one.Role)).Except(kept))
                await Join(work, added, Actor.Account(name));
            return await work.Query<Membership>("Access/list-memberships.sql", new { user_name = name });
        }, stopping);

    /// <summary>What the account may work as, if the password is its own; otherwise null.</summary>
    public async Task<IReadOnlyList<Membership>?> Find(string userName, string password, CancellationToken stopping)
    {
        var name = Normal(userName);
        return await database.Do(async work =>
        {
            var account = await work.QueryOne<Account>("Access/read-account.sql", new { user_name = name });
            if (Hasher.VerifyHashedPassword(name, account?.PasswordHash ?? NobodysHash, password) == PasswordVerificationResult.Failed)
            {
                // What was typed for an unknown name may be a password: it is not written down.
                await Audit.Write(work, account is null ? Actor.Program : Actor.Account(name), new AuditEntry(AuditAction.SignInFailed, null));
                return null;
            }

            return await work.Query<Membership>("Access/list-memberships.sql", new { user_name = name });
        }, stopping);
    }

    /// <summary>What an account that has signed in may work as now; one that has been removed may nothing.</summary>
    public Task<IReadOnlyList<Membership>> MembershipsOf(string userName, CancellationToken stopping) =>
        database.Read<Membership>("Access/list-memberships.sql", new { user_name = Normal(userName) }, stopping);

    public Task<IReadOnlyList<Membership>> List(CancellationToken stopping) =>
        database.Read<Membership>("Access/list-memberships.sql", new { user_name = (string?)null }, stopping);

    /// <returns>False: there is no such account.</returns>
    public Task<bool> Remove(string userName, Actor by, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var name = Normal(userName);
            var removed = await work.Execute("Access/remove-account.sql", new { user_name = name }) == 1;
            if (removed)
                await Audit.Write(work, by, new AuditEntry(AuditAction.AccountRemoved, null, "account", name));
            return removed;
        }, stopping);

    /// <returns>The new password, told once; null: there is no such account.</returns>
    public Task<string?> Reset(string userName, Actor by, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var (name, password) = (Normal(userName), NewPassword());
            if (await work.Execute("Access/reset-password.sql", new { user_name = name, password_hash = Hasher.HashPassword(name, password) }) == 0)
                return null;
            await Audit.Write(work, by, new AuditEntry(AuditAction.PasswordReset, null, "account", name));
            return password;
        }, stopping);

    /// <summary>Notes that somebody came, chose a partnership or left.</summary>
    public Task Note(AuditAction action, string userName, string? partnershipId, CancellationToken stopping) =>
        database.Do(work => Audit.Write(work, Actor.Account(Normal(userName)), new AuditEntry(action, partnershipId, "account", Normal(userName))), stopping);

    /// <summary>Whether the account is one that an identity provider vouches for: its name says nothing to anybody.</summary>
    public static bool IsVouchedFor(string userName) => Normal(userName).StartsWith(Vouched, StringComparison.Ordinal);

    public static string Normal(string userName) => userName.Trim().ToLowerInvariant();

    private static async Task Join(Work work, Membership membership, Actor by)
    {
        await work.Execute("Access/add-membership.sql", new
        {
            user_name = membership.UserName,
            partnership_id = membership.PartnershipId,
            person_id = membership.PersonId,
            role = membership.Role,
            now = work.Now,
        });
        await Audit.Write(work, by, new AuditEntry(
            AuditAction.AccountAdded, membership.PartnershipId, "account", membership.UserName, new { membership.PersonId, membership.Role }));
    }

    /// <summary>20 characters without the ones people mix up: 98 bits.</summary>
    private static string NewPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);
}
