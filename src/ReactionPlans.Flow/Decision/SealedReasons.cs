using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Decision;

/// <summary>Why the police hold a question. Kept apart from everything that is shown, told, logged or exported, and readable to the partnership's police only.</summary>
public sealed class SealedReasons(KeyRing ring)
{
    /// <summary>What the reasons are sealed for.</summary>
    public const string Purpose = "reactionplans sealed hold";

    private readonly Seal seal = new(ring, Purpose);

    private sealed class Row
    {
        public byte[] Sealed { get; init; } = [];
    }

    internal Task Keep(Work work, long answerId, string partnershipId, string reason) =>
        work.Execute("Decision/seal-reason.sql", new { answer_id = answerId, partnership_id = partnershipId, @sealed = seal.Close(reason) });

    /// <summary>The reasons of a spike's holds, the first one first; none for whoever does not act for the police.</summary>
    public async Task<IReadOnlyList<string>> For(Work work, Guid spikeId, Person? reader) =>
        reader is not null && reader.ActsFor(Party.Police)
            ? [.. (await work.Query<Row>("Decision/read-sealed-reasons.sql", new { spike_id = spikeId })).Select(row => seal.Open(row.Sealed))]
            : [];
}
