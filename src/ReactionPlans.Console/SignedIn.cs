using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web;

/// <summary>The person in front of the screen. Whatever a page reads or writes is this partnership's.</summary>
public sealed record SignedIn(string PartnershipId, string PersonId, string Name, string Role)
{
    private const string PartnershipClaim = "partnership";
    private const string PersonClaim = "person";

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lacks its authorization.</exception>
    public static SignedIn From(ClaimsPrincipal user) => new(Claim(user, PartnershipClaim), Claim(user, PersonClaim), Claim(user, ClaimTypes.Name), Claim(user, ClaimTypes.Role));

    public static ClaimsPrincipal AsPrincipal(string partnershipId, Person person) =>
        new(new ClaimsIdentity(
            [
                new Claim(PartnershipClaim, partnershipId),
                new Claim(PersonClaim, person.Id),
                new Claim(ClaimTypes.Name, person.Name),
                new Claim(ClaimTypes.Role, person.Role),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme));

    private static string Claim(ClaimsPrincipal user, string type) =>
        user.FindFirstValue(type) ?? throw new InvalidOperationException($"The signed-in user has no claim '{type}'.");
}
