using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>A key as it is listed; the secret is kept nowhere.</summary>
/// <param name="Id">The part that may be shown.</param>
/// <param name="Sources">The sources whose reports it may deliver.</param>
/// <param name="EndsAt">When a rotated key stops; null: it goes on.</param>
public sealed record ApiKey(string Id, string Name, IReadOnlyList<string> Sources, DateTimeOffset CreatedAt, DateTimeOffset? EndsAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt)
{
    public bool HoldsAt(DateTimeOffset instant) => RevokedAt is null && (EndsAt is not { } end || instant < end);
}

/// <summary>Keys with which a source's system delivers reports over HTTP: "rp_ID_SECRET", shown once.</summary>
public sealed class ApiKeys(Database database)
{
    private const string Prefix = "rp_";
    private const int SecretBytes = 32;
    private const int IdLength = 12;

    /// <summary>What the hash of an unknown key is compared with, so that the answer takes as long as for a known one.</summary>
    private static readonly byte[] NobodysHash = SHA256.HashData(RandomNumberGenerator.GetBytes(SecretBytes));

    private sealed record Stored
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string[] Sources { get; init; } = [];

        public byte[] SecretHash { get; init; } = [];

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? EndsAt { get; init; }

        public DateTimeOffset? RevokedAt { get; init; }

        public DateTimeOffset? LastUsedAt { get; init; }

        public ApiKey Shown => new(Id, Name, Sources, CreatedAt, EndsAt, RevokedAt, LastUsedAt);
    }

    /// <param name="name">What people call it: the system that delivers.</param>
    /// <returns>The key, told once; or what is wrong with the sources.</returns>
    public async Task<(string? Key, Problem? Problem)> Create(string name, IReadOnlyList<string> sources, Actor by, CancellationToken stopping)
    {
        foreach (var source in sources)
        {
            if (!IsSource(source))
                return (null, Problems.KeyScopeWrong.With(ReadReport.LongestName, source));
        }

        return (await database.Do(work => Add(work, name, sources, AuditAction.ApiKeyMade, by), stopping), null);
    }

    /// <summary>Whether a source can be called that.</summary>
    public static bool IsSource(string name) => name.Length is > 0 and <= ReadReport.LongestName && !name.Any(letter => letter == ',' || char.IsWhiteSpace(letter) || char.IsControl(letter));

    public async Task<IReadOnlyList<ApiKey>> List(CancellationToken stopping) =>
        [.. (await database.Read<Stored>("Intake/list-api-keys.sql", new { id = (string?)null }, stopping)).Select(key => key.Shown)];

    /// <summary>Makes a new key for the same sources; the old one works beside it for a while, so that nothing is refused while the sender changes.</summary>
    /// <returns>The new key, told once; null: there is no such key in force.</returns>
    public Task<string?> Rotate(string id, TimeSpan overlap, Actor by, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var ends = await work.Execute("Intake/end-api-key.sql", new { id, ends_at = work.Now + overlap, now = work.Now });
            if (ends == 0)
                return null;
            var old = (await work.QueryOne<Stored>("Intake/list-api-keys.sql", new { id }))!;
            return await Add(work, old.Name, old.Sources, AuditAction.ApiKeyRotated, by, replaces: id);
        }, stopping);

    /// <returns>False: there is no such key in force.</returns>
    public Task<bool> Revoke(string id, Actor by, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (await work.Execute("Intake/revoke-api-key.sql", new { id, now = work.Now }) == 0)
                return false;
            await Audit.Write(work, by, new AuditEntry(AuditAction.ApiKeyRevoked, null, "api-key", id));
            return true;
        }, stopping);

    /// <summary>The key that was sent, if its secret is right; whether it still holds is <see cref="ApiKey.HoldsAt"/>'s to say. Notes that it was used.</summary>
    public async Task<ApiKey?> Find(string? sent, CancellationToken stopping)
    {
        var (id, secret) = Split(sent);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        return await database.Do(async work =>
        {
            var stored = id.Length == 0 ? null : await work.QueryOne<Stored>("Intake/list-api-keys.sql", new { id });
            if (!CryptographicOperations.FixedTimeEquals(hash, stored?.SecretHash ?? NobodysHash) || stored is null)
                return null;
            await work.Execute("Intake/note-api-key-used.sql", new { id, now = work.Now });
            return stored.Shown;
        }, stopping);
    }

    private static async Task<string> Add(Work work, string name, IReadOnlyList<string> sources, AuditAction action, Actor by, string? replaces = null)
    {
        var id = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", IdLength);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await work.Execute("Intake/add-api-key.sql", new
        {
            id,
            name,
            sources = sources.Distinct().ToArray(),
            secret_hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret)),
            now = work.Now,
        });
        await Audit.Write(work, by, new AuditEntry(action, null, "api-key", id, new { sources, replaces }));
        return $"{Prefix}{id}_{secret}";
    }

    /// <summary>Blank parts where it has not the form of a key.</summary>
    private static (string Id, string Secret) Split(string? sent) =>
        sent is not null && sent.StartsWith(Prefix, StringComparison.Ordinal) && sent.Length > Prefix.Length + IdLength + 1 && sent[Prefix.Length + IdLength] == '_'
            ? (sent.Substring(Prefix.Length, IdLength), sent[(Prefix.Length + IdLength + 1)..])
            : ("", "");
}
