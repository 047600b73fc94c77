namespace ReactionPlans.Rules.Access;

/// <summary>What one value of an identity provider's claim lets somebody work as: a person of a partnership's agreement, or a role that belongs to no partnership.</summary>
/// <remarks>The claim says who the person is in the agreement, never with which role: that is the agreement's to give (PersonRole).</remarks>
public sealed record ClaimedWork
{
    /// <summary>A group or role as the provider names it, letter for letter.</summary>
    public string Value { get; init; } = "";

    public string? Partnership { get; init; }

    /// <summary>Id in the partnership's agreement.</summary>
    public string? Person { get; init; }

    /// <summary>Only without a partnership.</summary>
    public string? Role { get; init; }

    public bool IsWhole => Value.Length > 0 && (Role is null ? Partnership is { Length: > 0 } && Person is { Length: > 0 } : Partnership is null && Person is null && PersonRoles.WithoutPartnership.Contains(Role));

    /// <summary>What the values claim, each once; in a partnership somebody is one person, the first that is listed.</summary>
    public static IReadOnlyList<ClaimedWork> Of(IEnumerable<string> values, IEnumerable<ClaimedWork> known)
    {
        var claimed = values.ToHashSet(StringComparer.Ordinal);
        return [.. known.Where(work => claimed.Contains(work.Value)).DistinctBy(work => (work.Partnership, work.Role))];
    }
}
