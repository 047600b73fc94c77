using System.Globalization;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Intake;

/// <summary>Writes open rows to a list under our own names, whatever file they came from: corrected, it can be imported as it is, and what is
/// stored from it leaves the quarantine by its number.</summary>
public sealed class ExportRejected(Database database)
{
    private const int BatchRows = 5_000;

    private static readonly IReadOnlyList<string> Fields = FieldList.Reports.Known;

    private static readonly string[] Header =
        [.. Fields, InputShape.QuarantineIdColumn, "rp_file", "rp_line", "rp_received_at", "rp_code", "rp_reason_da", "rp_reason_en", "rp_raw"];

    /// <returns>How many rows were written; none makes no file.</returns>
    public async Task<(int Rows, Problem? Problem)> To(string path, RejectedChoice choice, CancellationToken stopping)
    {
        if (File.Exists(path))
            return (0, Problems.FileExists.With(path));

        var rows = 0;
        using (var list = new ListFile(path, "", ',', Header))
        {
            // One transaction and nothing locked: a list is of one moment, and nobody waits for a slow disk.
            await database.Do(async work =>
            {
                long after = 0;
                while (await work.Query<KeptRow>("Intake/list-rejected-after.sql", new { choice.Reason, choice.File, choice.Source, after, most = BatchRows }) is { Count: > 0 } batch)
                {
                    foreach (var row in batch)
                        list.Write(CellsOf(row));
                    rows += batch.Count;
                    after = batch[^1].Id;
                }

                await Audit.Write(work, Actor.Program, new AuditEntry(AuditAction.QuarantineExported, null, "rejected-row", null, new { rows }));
            }, stopping);
        }

        return (rows, null);
    }

    private static string[] CellsOf(KeptRow row)
    {
        var reader = ReadKept.Of(row.Origin, given: null).Reader;
        var read = reader?.RowOf(row, row.Corrected);
        var fits = read is { Unreadable: null };
        return
        [
            .. Fields.Select(field => fits ? Plain(read!, field) : field == "source" ? row.Source : ""),
            row.Id.ToString(CultureInfo.InvariantCulture), row.File, row.Line.ToString(CultureInfo.InvariantCulture),
            row.ReceivedAt.ToString("O", CultureInfo.InvariantCulture), $"RP{row.ProblemNumber}", row.Danish, row.English,
            fits ? "" : row.Raw,
        ];
    }

    /// <summary>The value as we write it: the file's own patterns and commas would not be understood in a list of ours.</summary>
    private static string Plain(InputRow row, string field) => field switch
    {
        "reported_at" or "known_at" or "occurred_from" or "occurred_to" when row.TryMoment(field, out var moment) && moment is { } read =>
            read.WholeDay ? read.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : read.Start.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        "latitude" or "longitude" or "easting" or "northing" when row.TryNumber(field, out var number) && number is { } read =>
            read.ToString("R", CultureInfo.InvariantCulture),
        _ => row[field] ?? "",
    };
}
