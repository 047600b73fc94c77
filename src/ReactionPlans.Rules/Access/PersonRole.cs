using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Access;

/// <summary>What a person is to a partnership, or to the service. A closed list: a new role is a new row in <see cref="Rights"/> too.</summary>
public enum PersonRole
{
    /// <summary>The police district's burglary coordinator: follows the counts and decides.</summary>
    PoliceCoordinator,

    /// <summary>The duty officer: the coordinator's deputy at night.</summary>
    PoliceDuty,

    /// <summary>The municipality's project lead: sender of the letters.</summary>
    MunicipalLead,

    /// <summary>One person with both parties' view.</summary>
    JointCoordinator,

    /// <summary>A neighbour friend, who comes by a signed link and has no account.</summary>
    NeighbourFriend,

    /// <summary>The national secretariat: figures over all partnerships, no case.</summary>
    NationalSecretariat,

    /// <summary>Keeps accounts, sources and the program running, without case data.</summary>
    Administrator,
}

/// <summary>The roles by the names that agreements, claims and memberships use.</summary>
public static class PersonRoles
{
    private static readonly Dictionary<string, PersonRole> ByName = new(StringComparer.Ordinal)
    {
        ["police-coordinator"] = PersonRole.PoliceCoordinator,
        ["police-duty"] = PersonRole.PoliceDuty,
        ["municipal-lead"] = PersonRole.MunicipalLead,
        ["joint-coordinator"] = PersonRole.JointCoordinator,
        ["neighbour-friend"] = PersonRole.NeighbourFriend,
        ["national-secretariat"] = PersonRole.NationalSecretariat,
        ["administrator"] = PersonRole.Administrator,
    };

    private static readonly Dictionary<PersonRole, string> Names = ByName.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The roles that an agreement can give: those that act for a party.</summary>
    public static readonly IReadOnlyList<string> OfAgreements = [.. ByName.Where(pair => pair.Value.ActsForAParty()).Select(pair => pair.Key)];

    /// <summary>The roles of those who belong to no partnership.</summary>
    public static readonly IReadOnlyList<string> WithoutPartnership = [NameOf(PersonRole.NationalSecretariat), NameOf(PersonRole.Administrator)];

    /// <summary>Null: there is no such role. Exact letters: what is nearly a role is none.</summary>
    public static PersonRole? Find(string name) => ByName.TryGetValue(name, out var role) ? role : null;

    public static string NameOf(PersonRole role) => Names[role];

    /// <summary>Whether the role acts for this party: settles its tasks, accepts agreements on its behalf.</summary>
    public static bool ActsFor(this PersonRole role, Party party) => role switch
    {
        PersonRole.JointCoordinator => true,
        PersonRole.PoliceCoordinator or PersonRole.PoliceDuty => party == Party.Police,
        PersonRole.MunicipalLead => party == Party.Municipality,
        _ => false,
    };

    private static bool ActsForAParty(this PersonRole role) => role.ActsFor(Party.Police) || role.ActsFor(Party.Municipality);
}
