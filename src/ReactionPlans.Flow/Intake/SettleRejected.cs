using System.Text.Json;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>Who settles a row: a person of a partnership, or the program's own terminal.</summary>
public sealed record Settler(Actor Actor, string? PartnershipId)
{
    public static readonly Settler Terminal = new(Actor.Program, null);

    /// <summary>The source decides who sees a row and its report; only who sees every source may say that it is another.</summary>
    public IReadOnlyList<string> Correctable => PartnershipId is null ? FieldList.Reports.Known : [.. FieldList.Reports.Known.Where(name => name != "source")];
}

/// <summary>A person corrects a row of the quarantine, or says that it is to stay out. Both are kept with who and why.</summary>
public sealed class SettleRejected(Database database)
{
    // A correction is a field of a report, not a document.
    private const int LongestValue = 1_000;

    /// <summary>Puts values before the row's own; the flow then takes it in. What would still be rejected is refused, and nothing is changed.</summary>
    /// <param name="corrections">Our field to its value; "" leaves it blank.</param>
    /// <returns>Null when it was done, otherwise why not.</returns>
    public Task<Problem?> Correct(long id, IReadOnlyDictionary<string, string> corrections, Settler who, string? because, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (corrections.Count == 0)
                return Problems.CorrectionMissing.With();
            if (corrections.FirstOrDefault(one => !who.Correctable.Contains(one.Key)) is { Key: { } unknown })
                return Problems.FieldNotCorrectable.With(unknown, string.Join(", ", who.Correctable));
            if (corrections.FirstOrDefault(one => one.Value.Length > LongestValue) is { Key: { } field } tooLong)
                return Problems.FieldTooLong.With(field, tooLong.Value[..20] + "...", LongestValue);
            if (string.IsNullOrWhiteSpace(because))
                return Problems.ReasonMissing.With("fix");
            if (await Claim(work, id) is not { } row)
                return Problems.RejectedRowUnknown.With(id);

            var corrected = new Dictionary<string, string>(row.Corrected);
            foreach (var (name, value) in corrections)
                corrected[name] = Quarantine.Storable(value.Trim());
            var (reader, problems) = ReadKept.Of(row.Origin, given: null);
            if (reader is null)
                return problems[0];
            if (reader.Read(row, corrected, new ReportOptions(work.Today, work.Now)).Rejection is { } still)
                return still;

            await work.Execute("Intake/correct-rejected-row.sql", new { id, corrections = JsonSerializer.Serialize(corrected), by = who.Actor.Id, because = Quarantine.Storable(because) });
            await work.Publish(new RejectedRowCorrected(id));
            await Write(work, who, AuditAction.QuarantineFixed, id, new { fields = corrections.Keys.Order(StringComparer.Ordinal) });
            return null;
        }, stopping);

    /// <summary>Closes a row for good: it is not to be a report. It stays to be seen.</summary>
    /// <returns>Null when it was done, otherwise why not.</returns>
    public Task<Problem?> GiveUp(long id, Settler who, string? because, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (string.IsNullOrWhiteSpace(because))
                return Problems.ReasonMissing.With("give-up");
            if (await Claim(work, id) is not { } row)
                return Problems.RejectedRowUnknown.With(id);
            await Quarantine.Settle(work, new Dictionary<long, string> { [row.Id] = Quarantine.GivenUp }, who.Actor.Id, because);
            await Write(work, who, AuditAction.QuarantineGivenUp, id, new { reason = row.ProblemNumber });
            return null;
        }, stopping);

    /// <summary>Null: there is no such row, it is settled, somebody else's, or being read again at this moment.</summary>
    private static Task<KeptRow?> Claim(Work work, long id) =>
        work.QueryOne<KeptRow>("Intake/claim-rejected-rows.sql", new
        {
            after = 0L,
            reason = (int?)null,
            file = (string?)null,
            source = (string?)null,
            ids = new[] { id },
            most = 1,
        });

    private static Task Write(Work work, Settler who, AuditAction action, long id, object detail) =>
        Audit.Write(work, who.Actor, new AuditEntry(action, who.PartnershipId, "rejected-row", id.ToString(System.Globalization.CultureInfo.InvariantCulture), detail));
}
