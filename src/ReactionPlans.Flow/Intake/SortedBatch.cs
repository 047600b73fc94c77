using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Intake;

/// <summary>A row of a batch with what storing needs to know of it.</summary>
/// <param name="Index">The row's place in the batch, from 0.</param>
/// <param name="AreaIds">The areas in which it lies, rising.</param>
internal sealed record IncomingRow(int Index, ReportRow Row, byte[] ContentHash, IReadOnlyList<int> AreaIds);

/// <summary>One stored revision of a report that a batch speaks of.</summary>
internal sealed record KnownRevision(string Source, string Reference, long ReportId, int Revision, byte[] ContentHash);

/// <summary>A batch sorted into what is new, what is known and what contradicts what is known. Pure: the caller has asked for what is known.</summary>
internal sealed class SortedBatch
{
    private readonly Dictionary<(string Source, string Reference), Report> reports = [];

    private sealed class Report(long? id)
    {
        public long? Id => id;

        public Dictionary<int, byte[]> Revisions { get; } = [];
    }

    /// <summary>Revisions to store, in the order of the batch.</summary>
    public List<IncomingRow> New { get; } = [];

    /// <summary>Rows that say what is stored, or what an earlier row of the batch says.</summary>
    public List<IncomingRow> Same { get; } = [];

    /// <summary>Rows whose revision was received before with other content: of two, the first one counts.</summary>
    public List<IncomingRow> Differing { get; } = [];

    /// <summary>Reports never heard of, each once, in order of their first row.</summary>
    public List<(string Source, string Reference)> NewReports { get; } = [];

    public static SortedBatch Of(IReadOnlyList<IncomingRow> rows, IReadOnlyList<KnownRevision> known)
    {
        var batch = new SortedBatch();
        foreach (var stored in known)
        {
            if (!batch.reports.TryGetValue((stored.Source, stored.Reference), out var report))
                batch.reports[(stored.Source, stored.Reference)] = report = new Report(stored.ReportId);
            report.Revisions[stored.Revision] = stored.ContentHash;
        }

        foreach (var row in rows)
            batch.Sort(row);
        return batch;
    }

    /// <summary>The number of a report that was known before this batch; null: it is new.</summary>
    public long? IdOf(ReportRow row) => reports[(row.Source, row.Reference)].Id;

    /// <summary>True: of this report nothing else is known, from before or from this batch.</summary>
    public bool IsAllWeKnow(ReportRow row) => reports[(row.Source, row.Reference)].Revisions.Count == 1;

    private void Sort(IncomingRow incoming)
    {
        var row = incoming.Row;
        if (!reports.TryGetValue((row.Source, row.Reference), out var report))
        {
            reports[(row.Source, row.Reference)] = report = new Report(null);
            NewReports.Add((row.Source, row.Reference));
        }

        if (report.Revisions.TryAdd(row.Revision, incoming.ContentHash))
            New.Add(incoming);
        else if (report.Revisions[row.Revision] is var stored
            && (stored.AsSpan().SequenceEqual(incoming.ContentHash) || stored.AsSpan().SequenceEqual(ContentHash.OfCoarse(row)))) // its place may have been made coarse since
            Same.Add(incoming);
        else
            Differing.Add(incoming);
    }
}

/// <summary>What a revision says, as a digest. When we came to know it is left out: sent again tomorrow it is still the same report,
/// and the first moment stays, because what was known then is not rewritten.</summary>
internal static class ContentHash
{
    // Two names of at most 200 characters and a dozen numbers: below this in UTF-8.
    private const int LongestContent = 2048;

    /// <summary>Stored digests are of this text: another text would make every known report a contradiction.</summary>
    public static byte[] Of(ReportRow row)
    {
        Span<byte> content = stackalloc byte[LongestContent];
        if (!Utf8.TryWrite(content, CultureInfo.InvariantCulture,
            $"{row.Withdrawn}\u001f{row.Offence}\u001f{row.Attempt}\u001f{row.ReportedAt.UtcTicks}\u001f{row.ReportedDay.DayNumber}\u001f{row.OccurredFrom?.UtcTicks}\u001f{row.OccurredTo?.UtcTicks}\u001f{row.Latitude:R}\u001f{row.Longitude:R}\u001f{row.AreaCode}",
            out var length))
            throw new ArgumentException("A report's names are longer than reading lets through.", nameof(row));
        return SHA256.HashData(content[..length]);
    }

    /// <summary>The digest that is left when the place is made coarse: it says the square kilometre alone. Instants as exact as they are stored.</summary>
    public static byte[] OfCoarse(ReportRow row)
    {
        var place = row is { Latitude: { } y, Longitude: { } x } ? SquareKilometre.MiddleOf(y, x) : default((double Latitude, double Longitude)?);
        return Of(row with
        {
            ReportedAt = Stored(row.ReportedAt),
            OccurredFrom = row.OccurredFrom is { } from ? Stored(from) : null,
            OccurredTo = row.OccurredTo is { } to ? Stored(to) : null,
            Latitude = place?.Latitude,
            Longitude = place?.Longitude,
        });
    }

    private static DateTimeOffset Stored(DateTimeOffset instant) => new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
