using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web;

/// <summary>
/// The person in front of the screen, as claims: the one class that local accounts fill, and OpenID Connect will.
/// Whatever a page reads or writes is <see cref="Scope"/>'s.
/// </summary>
/// <param name="Account">The claim sub: user name of a local account, or the subject of an identity provider.</param>
/// <param name="Role">A name of <see cref="PersonRoles"/>.</param>
/// <param name="PartnershipId">Empty for a role that belongs to none.</param>
/// <param name="PersonId">Id in the partnership's agreement; empty as well then.</param>
public sealed record SignedIn(string Account, string Name, string Role, string PartnershipId, string PersonId)
{
    public const string AccountClaim = "sub", NameClaim = "name", RoleClaim = "role", PartnershipClaim = "partnership", PersonClaim = "person";

    /// <summary>Whose rows this person sees. Nobody's without a partnership.</summary>
    public Scope Scope => Scope.Of(PartnershipId);

    /// <summary>Where the person's work begins.</summary>
    public string StartPage => May(Right.SeeCounts) ? "/" : May(Right.SeeAggregates) ? "/National" : May(Right.AdministerAccounts) ? "/Administration" : "/Choose";

    public bool May(Right right) => Rights.May(Role, right);

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lacks its authorization.</exception>
    public static SignedIn From(ClaimsPrincipal user) =>
        Find(user) ?? throw new InvalidOperationException("The signed-in user lacks a claim.");

    /// <summary>Null: nobody is signed in.</summary>
    public static SignedIn? Find(ClaimsPrincipal user) =>
        user.FindFirstValue(AccountClaim) is { } account && user.FindFirstValue(NameClaim) is { } name && user.FindFirstValue(RoleClaim) is { } role
            ? new(account, name, role, user.FindFirstValue(PartnershipClaim) ?? "", user.FindFirstValue(PersonClaim) ?? "")
            : null;

    public ClaimsPrincipal AsPrincipal() =>
        new(new ClaimsIdentity(
            [
                new Claim(AccountClaim, Account),
                new Claim(NameClaim, Name),
                new Claim(RoleClaim, Role),
                new Claim(PartnershipClaim, PartnershipId),
                new Claim(PersonClaim, PersonId),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme, NameClaim, RoleClaim));
}
