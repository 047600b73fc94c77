using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Outward;

/// <summary>Something that happened, as it is told outside.</summary>
/// <param name="Number">Its place in the partnership's list, from 1 and without a gap.</param>
/// <param name="Subject">The spike or the activation that it happened to.</param>
/// <param name="Data">A JSON object of ids, codes and dates.</param>
public sealed record OutwardEvent(string PartnershipId, int Number, Guid Id, string Type, Guid Subject, DateTimeOffset OccurredAt, string Data);

/// <summary>Reads what has happened to a partnership's plans, for who asks from time to time.</summary>
public sealed class ReadEvents(Database database)
{
    /// <param name="after">The last number that was read; 0: from the first.</param>
    public Task<IReadOnlyList<OutwardEvent>> Of(string partnershipId, int after, int limit, CancellationToken stopping) =>
        database.Read<OutwardEvent>("Outward/list-events.sql", new { partnership_id = partnershipId, after, limit }, stopping);
}
