using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>One row of list-versions.sql.</summary>
public sealed record VersionRow
{
    public int Version { get; init; }
    public DateOnly HoldsFrom { get; init; }
    public DateTimeOffset ImportedAt { get; init; }
    public string? ProposedBy { get; init; }
    public string? AcceptedByPolice { get; init; }
    public DateTimeOffset? AcceptedByPoliceAt { get; init; }
    public string? AcceptedByMunicipality { get; init; }
    public DateTimeOffset? AcceptedByMunicipalityAt { get; init; }
    public string? WithdrawnBy { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }

    public AgreementLife Life => new(Version, HoldsFrom, ProposedBy, AcceptedByPolice, AcceptedByMunicipality, WithdrawnAt is not null);
}

/// <summary>A version and how far it has come today.</summary>
public sealed record VersionStanding(VersionRow Row, AgreementState State)
{
    public AgreementLife Life => Row.Life;
}

/// <summary>Every version of a partnership's agreement, the newest first.</summary>
public static class AgreementVersions
{
    public static async Task<IReadOnlyList<VersionStanding>> Of(Work work, string partnershipId)
    {
        var rows = await work.Query<VersionRow>("Agreements/list-versions.sql", new { partnership_id = partnershipId });
        var lives = rows.Select(row => row.Life).ToList();
        return [.. rows.Select(row => new VersionStanding(row, AgreementStates.Of(row.Life, lives, work.Today)))];
    }

    /// <summary>One version, or null.</summary>
    public static async Task<VersionStanding?> Find(Work work, string partnershipId, int version) =>
        (await Of(work, partnershipId)).FirstOrDefault(standing => standing.Row.Version == version);

    /// <summary>The version that today is judged by, or null.</summary>
    public static async Task<Agreement?> InForce(Work work, AgreementBook book, string partnershipId) =>
        (await book.InForce(work, work.Today)).SingleOrDefault(agreement => agreement.Partnership.Id == partnershipId);
}
