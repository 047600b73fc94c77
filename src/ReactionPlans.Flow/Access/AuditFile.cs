using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Flow.Access;

/// <summary>The first line of a file: what it is, and where the chain ended when it was written.</summary>
internal sealed record AuditFileHead(string Form, string? Partnership, long Entries, string LastHash);

/// <summary>A line of a file. Names and order are part of the file's form (docs/audit.md).</summary>
internal sealed record AuditFileLine(
    long Number, long Id, string At, string ActorKind, string Actor, string? Partnership, string Action,
    string? SubjectKind, string? SubjectId, string? Detail, string PreviousHash, string EntryHash)
{
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    public static AuditFileLine Of(ChainedEntry entry) => new(
        entry.Number, entry.Id, entry.At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture), entry.ActorKind, entry.Actor, entry.PartnershipId, entry.Action,
        entry.SubjectKind, entry.SubjectId, entry.Detail, Convert.ToHexStringLower(entry.PreviousHash), Convert.ToHexStringLower(entry.EntryHash));

    /// <exception cref="FormatException">An instant or a hash is not written as one.</exception>
    public ChainedEntry ToEntry() => new()
    {
        Number = Number,
        Id = Id,
        At = DateTimeOffset.ParseExact(At, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        ActorKind = ActorKind,
        Actor = Actor,
        PartnershipId = Partnership,
        Action = Action,
        SubjectKind = SubjectKind,
        SubjectId = SubjectId,
        Detail = Detail,
        PreviousHash = Convert.FromHexString(PreviousHash),
        EntryHash = Convert.FromHexString(EntryHash),
    };
}

/// <summary>Writes a chain, a line of JSON for each entry.</summary>
internal sealed class AuditFileWriter(Stream output) : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for eyes and other programs, not for a web page
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    private readonly BufferedStream buffered = new(output, 1 << 16);

    public Task Begin(string chain, AuditHead head, CancellationToken stopping) =>
        Line(new AuditFileHead(AuditChain.Form, chain == AuditChains.Installation ? null : chain, head.LastNumber, Convert.ToHexStringLower(head.LastHash)), stopping);

    public Task Write(ChainedEntry entry, CancellationToken stopping) => Line(AuditFileLine.Of(entry), stopping);

    /// <summary>The stream below stays open: it is the caller's.</summary>
    public async ValueTask DisposeAsync() => await buffered.FlushAsync();

    private async Task Line<T>(T line, CancellationToken stopping)
    {
        await buffered.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, Json), stopping);
        buffered.WriteByte((byte)'\n');
    }
}

/// <summary>Checks a chain that was written to a file, wherever the file has been since. Needs no database.</summary>
public static class AuditFile
{
    private const int ToldEvery = 10_000;

    /// <param name="expected">A hash that was written down outside. Without it a file whose every line was made anew is not found out.</param>
    public static async Task<ChainReport> Verify(string path, byte[]? expected, IProgress<AuditProgress>? progress, CancellationToken stopping)
    {
        if (!File.Exists(path))
            return new ChainReport(path, 0, "", null, Problems.FileMissing.With(path));

        using var reader = new StreamReader(path);
        if (Read<AuditFileHead>(await reader.ReadLineAsync(stopping), path, 1) is not ({ Form: AuditChain.Form } head, null))
            return new ChainReport(path, 0, "", null, Problems.AuditFileUnreadable.At(new Place(path, 1), AuditChain.Form));

        var chain = head.Partnership ?? AuditChains.Installation;
        var check = new AuditChainCheck(AuditChains.NameOf(chain), expected);
        ChainReport Report(Problem? problem) => new(chain, check.Whole, check.LastHash, check.ExpectedAt, problem);

        var (line, lastEntry) = (1, 0L);
        while (await reader.ReadLineAsync(stopping) is { } text)
        {
            line++;
            var (read, unreadable) = Read<AuditFileLine>(text, path, line);
            if (unreadable is not null || !TryEntry(read!, out var entry))
                return Report(unreadable ?? Problems.AuditFileUnreadable.At(new Place(path, line), "at, previousHash, entryHash"));
            lastEntry = Math.Max(lastEntry, entry.Number);
            if (check.Next(entry) is { } broken)
                return Report(broken with { Place = new Place(path, line) });
            if (check.Whole % ToldEvery == 0)
                progress?.Report(new AuditProgress(check.Whole, head.Entries));
        }

        return TryHash(head.LastHash) is { } lastHash
            ? Report(check.End(new AuditHead(head.Entries, lastHash), lastEntry))
            : Report(Problems.AuditFileUnreadable.At(new Place(path, 1), "lastHash"));
    }

    /// <summary>Null: not the 64 digits of a hash.</summary>
    public static byte[]? TryHash(string text)
    {
        var bytes = new byte[AuditChain.HashBytes];
        return text.Length == 2 * bytes.Length && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }

    private static bool TryEntry(AuditFileLine line, out ChainedEntry entry)
    {
        try
        {
            entry = line.ToEntry();
            return true;
        }
        catch (FormatException)
        {
            entry = new ChainedEntry();
            return false; // told by the caller, with its line
        }
    }

    private static (T? Value, Problem? Problem) Read<T>(string? line, string path, int number) where T : class
    {
        try
        {
            return line is not null && JsonSerializer.Deserialize<T>(line, AuditFileWriter.Json) is { } value
                ? (value, null)
                : (null, Problems.AuditFileUnreadable.At(new Place(path, number), ""));
        }
        catch (JsonException exception)
        {
            return (null, Problems.AuditFileUnreadable.At(new Place(path, number), exception.Message));
        }
    }
}
