using System.Collections.Concurrent;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>
/// The one reader of stored agreements, for every stage. Detection, decision, activation and reactions all go by the
/// agreement, and a stage may not call another's classes; so the book lies in the plumbing and only reads.
/// </summary>
/// <remarks>
/// The YAML in the database is the agreement. Parsed ones are kept by partnership, version and text, so a book can be
/// shared by the whole process and never tells of an older text; there are few agreements, so none is thrown out.
/// </remarks>
public sealed class AgreementBook
{
    private readonly ConcurrentDictionary<Row, Agreement> parsed = new();

    /// <summary>The agreements by which <paramref name="day"/> is judged: one for each partnership at most.</summary>
    public async Task<IReadOnlyList<Agreement>> InForce(Work work, DateOnly day) =>
        [.. (await work.Query<Row>("Plumbing/agreements-in-force.sql", new { day })).Select(Parse)];

    /// <summary>The version that an activation or a question was started under.</summary>
    /// <exception cref="KeyNotFoundException">There is none: whoever asks has pinned a version that was never stored.</exception>
    public async Task<Agreement> Version(Work work, string partnershipId, int version) =>
        await Find(work, partnershipId, version)
        ?? throw new KeyNotFoundException($"There is no agreement '{partnershipId}', version {version}.");

    /// <summary>The version a person has named, or null.</summary>
    public async Task<Agreement?> Find(Work work, string partnershipId, int version) =>
        await work.QueryOne<Row>("Plumbing/read-agreement.sql", new { partnership_id = partnershipId, version }) is { } row ? Parse(row) : null;

    private Agreement Parse(Row stored) => parsed.GetOrAdd(stored, static row =>
    {
        var reading = AgreementYaml.Read(row.Yaml, $"{row.PartnershipId} v{row.Version}");
        return reading.Agreement
            ?? throw new InvalidDataException("A stored agreement cannot be read any more: " + string.Join("; ", reading.Problems));
    });

    private sealed record Row(string PartnershipId, int Version, string Yaml);
}
