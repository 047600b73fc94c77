using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Access;

/// <summary>What an account can sign in as right now: a membership, with the name and role that hold today.</summary>
/// <param name="PartnershipId">Empty for a role that belongs to no partnership; then <paramref name="PersonId"/> is empty too.</param>
/// <param name="Place">The partnership's name; empty without one.</param>
public sealed record Workplace(string UserName, string PartnershipId, string PersonId, string Name, string Role, string Place);

/// <summary>
/// Finds the workplaces of an account. A person's role is never stored with the account: it is the one that the agreement in force
/// today gives, so a person who is taken out of the agreement is out of the console too.
/// </summary>
/// <param name="database">One that can be narrowed: each partnership's agreement is read with that partnership's eyes.</param>
public sealed class Workplaces(Database database, Accounts accounts, AgreementBook agreements)
{
    public async Task<IReadOnlyList<Workplace>> Of(string userName, CancellationToken stopping) =>
        await Of(await accounts.MembershipsOf(userName, stopping), stopping);

    public async Task<IReadOnlyList<Workplace>> Of(IReadOnlyList<Membership> memberships, CancellationToken stopping)
    {
        var workplaces = new List<Workplace>();
        foreach (var membership in memberships)
        {
            if (membership is { PartnershipId: { } partnershipId, PersonId: { } personId })
            {
                var agreement = await InForce(partnershipId, stopping);
                if (agreement?.FindPerson(personId) is { } person)
                    workplaces.Add(new Workplace(membership.UserName, partnershipId, personId, person.Name, person.Role, agreement.Partnership.Name));
            }
            else
            {
                workplaces.Add(new Workplace(membership.UserName, "", "", membership.UserName, membership.Role!, ""));
            }
        }

        return workplaces;
    }

    private Task<Agreement?> InForce(string partnershipId, CancellationToken stopping) =>
        database.SeenBy(Scope.Of(partnershipId)).Do(async work =>
            (await agreements.InForce(work, work.Today)).FirstOrDefault(agreement => agreement.Partnership.Id == partnershipId), stopping);
}
