using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Agreements;

/// <summary>A rehearsal that a host has taken up.</summary>
public sealed record ClaimedRehearsal(Guid Id, Guid Claim, string PartnershipId, int Version, string Yaml, int Days, int Seed);

/// <summary>Where the rehearsal of a version stands.</summary>
public sealed record RehearsalStanding
{
    public int Version { get; init; }
    public string? AskedBy { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public int Days { get; init; }
    public string State { get; init; } = "";

    /// <summary>0-1 while it runs.</summary>
    public double Share { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public int? Violations { get; init; }
    public int? Findings { get; init; }

    /// <summary>JSON, as the rehearsal told it.</summary>
    public string? Outcome { get; init; }
    public string? Problem { get; init; }

    public bool IsUnderWay => State is "Waiting" or "Running";
}

/// <summary>The record of rehearsals: which waits, how far one is, what came out. Safe with several hosts: what is lost to another is noticed.</summary>
public sealed class RehearsalBook(Database database)
{
    /// <summary>Far more than between two days of a rehearsal on a slow machine.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(5);

    /// <summary>Takes up the next; null: none waits, or another is played.</summary>
    public Task<ClaimedRehearsal?> Claim(CancellationToken stopping) => database.Do(async work =>
    {
        await work.Execute("Agreements/lock-rehearsals.sql");
        return await work.QueryOne<ClaimedRehearsal>("Agreements/claim-rehearsal.sql", new { claim = Guid.CreateVersion7(), stale_before = work.Now - StaleAfter, now = work.Now });
    }, stopping);

    /// <returns>False: it is called off, or another host's by now.</returns>
    public Task<bool> Note(ClaimedRehearsal rehearsal, double share, CancellationToken stopping) => database.Do(
        async work => await work.Execute("Agreements/note-rehearsal.sql", new { rehearsal.Id, rehearsal.Claim, share, now = work.Now }) == 1, stopping);

    /// <param name="outcome">JSON.</param>
    public Task Done(ClaimedRehearsal rehearsal, string outcome, int violations, int findings, CancellationToken stopping) =>
        Finish(rehearsal, "Done", outcome, violations, findings, null, stopping);

    public Task Failed(ClaimedRehearsal rehearsal, Problem problem, CancellationToken stopping) =>
        Finish(rehearsal, "Failed", null, null, null, $"{problem.Danish} ({problem.Code})", stopping);

    /// <summary>By version; one that is not there was never rehearsed.</summary>
    public static async Task<IReadOnlyDictionary<int, RehearsalStanding>> Of(Work work, string partnershipId) =>
        (await work.Query<RehearsalStanding>("Agreements/list-rehearsals.sql", new { partnership_id = partnershipId })).ToDictionary(row => row.Version);

    private Task Finish(ClaimedRehearsal rehearsal, string state, string? outcome, int? violations, int? findings, string? problem, CancellationToken stopping) =>
        database.Do(work => work.Execute("Agreements/finish-rehearsal.sql", new { rehearsal.Id, rehearsal.Claim, state, violations, findings, outcome, problem, now = work.Now }), stopping);
}
