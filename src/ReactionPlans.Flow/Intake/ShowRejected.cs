using System.Globalization;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Intake;

/// <summary>Rows that share a reason, a source and a file.</summary>
/// <param name="Danish">The newest one's reason in words.</param>
public sealed record RejectedGroup(int ProblemNumber, string Source, string File, int Rows, DateTimeOffset LastReceivedAt, string Danish, string English);

/// <summary>A row of the quarantine as a person sees it.</summary>
/// <param name="Raw">Empty in lists.</param>
/// <param name="Settlement">taken-in, same or given-up; null: it waits.</param>
public sealed record RejectedRow(
    long Id, string Source, string File, int Line, int ProblemNumber, string Danish, string English, string Raw, string Corrections,
    string? CorrectedBy, string? CorrectedBecause, DateTimeOffset ReceivedAt, DateTimeOffset? SettledAt, string? Settlement, string? SettledBy, string? SettledBecause);

/// <summary>One row and what its fields are read as.</summary>
/// <param name="Values">Our fields, blank ones too; all blank when the row cannot be split.</param>
public sealed record RejectedRowFields(RejectedRow Row, IReadOnlyDictionary<string, string> Values);

/// <summary>Looks into the quarantine. Who sees what is row-level security's.</summary>
public sealed class ShowRejected(Database database)
{
    public Task<IReadOnlyList<RejectedGroup>> Groups(bool settled, RejectedChoice choice, CancellationToken stopping) =>
        database.Read<RejectedGroup>("Intake/show-rejected-reasons.sql", new { settled, choice.Reason, choice.Source }, stopping);

    /// <param name="before">Null: from the newest.</param>
    public Task<IReadOnlyList<RejectedRow>> Rows(bool settled, RejectedChoice choice, long? before, int most, CancellationToken stopping) =>
        database.Read<RejectedRow>("Intake/show-rejected-rows.sql", new { settled, choice.Reason, choice.Source, choice.File, before, most }, stopping);

    /// <summary>A row as it came. It can hold what police data hold, so that somebody looked at it is kept.</summary>
    /// <returns>Null: there is no such row, or it is not for these eyes.</returns>
    public Task<RejectedRowFields?> One(long id, Settler who, CancellationToken stopping) => database.Do(async work =>
    {
        if (await work.QueryOne<KeptRow>("Intake/read-rejected-row.sql", new { id }) is not { } kept)
            return null;
        await Audit.Write(work, who.Actor, new AuditEntry(AuditAction.QuarantineRead, who.PartnershipId, "rejected-row", id.ToString(CultureInfo.InvariantCulture)));
        var read = ReadKept.Of(kept.Origin, given: null).Reader?.RowOf(kept, kept.Corrected);
        return new RejectedRowFields(
            new RejectedRow(kept.Id, kept.Source, kept.File, kept.Line, kept.ProblemNumber, kept.Danish, kept.English, kept.Raw, kept.Corrections,
                kept.CorrectedBy, kept.CorrectedBecause, kept.ReceivedAt, kept.SettledAt, kept.Settlement, kept.SettledBy, kept.SettledBecause),
            FieldList.Reports.Known.ToDictionary(field => field, field => read?[field] ?? ""));
    }, stopping);
}
