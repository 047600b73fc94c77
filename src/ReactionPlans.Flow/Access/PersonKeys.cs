using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Access;

/// <summary>A key as it is listed; the secret is kept nowhere.</summary>
public sealed record PersonKey
{
    /// <summary>The part that may be shown.</summary>
    public string Id { get; init; } = "";

    public string PartnershipId { get; init; } = "";

    public string PersonId { get; init; } = "";

    /// <summary>The one station whose calendar it opens, and nothing else; null: it acts in the person's name.</summary>
    public string? StationId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>Keys with which a system answers in one person's name: "rpp_ID_SECRET", shown once. As with accounts, it sees keys and nothing else.</summary>
public sealed class PersonKeys(Database whole)
{
    private const string Prefix = "rpp_";
    private const int SecretBytes = 32;
    private const int IdLength = 12;

    /// <summary>What the hash of an unknown key is compared with, so that the answer takes as long as for a known one.</summary>
    private static readonly byte[] NobodysHash = SHA256.HashData(RandomNumberGenerator.GetBytes(SecretBytes));

    private readonly Database database = whole.SeenBy(Scope.Accounts);

    private sealed record Secret(byte[] SecretHash);

    /// <param name="stationId">It opens this station's calendar and nothing else; null: it acts in the person's name.</param>
    /// <returns>The key: kept nowhere, so tell it to the person now.</returns>
    public Task<string> Create(string partnershipId, string personId, Actor by, CancellationToken stopping, string? stationId = null) => database.Do(async work =>
    {
        var id = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", IdLength);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await work.Execute("Access/add-person-key.sql", new { id, partnership_id = partnershipId, person_id = personId, station_id = stationId, secret_hash = HashOf(secret), now = work.Now });
        await Audit.Write(work, by, new AuditEntry(AuditAction.PersonKeyMade, partnershipId, "person-key", id, new { person = personId, station = stationId }));
        return $"{Prefix}{id}_{secret}";
    }, stopping);

    public Task<IReadOnlyList<PersonKey>> List(CancellationToken stopping) =>
        database.Read<PersonKey>("Access/list-person-keys.sql", new { id = (string?)null }, stopping);

    /// <returns>False: there is no such key in force.</returns>
    public Task<bool> Revoke(string id, Actor by, CancellationToken stopping) => database.Do(async work =>
    {
        if (await work.QueryOne<PersonKey>("Access/list-person-keys.sql", new { id }) is not { } key
            || await work.Execute("Access/revoke-person-key.sql", new { id, now = work.Now }) == 0)
            return false;
        await Audit.Write(work, by, new AuditEntry(AuditAction.PersonKeyRevoked, key.PartnershipId, "person-key", id));
        return true;
    }, stopping);

    /// <summary>The key that was sent, if its secret is right, it has not been revoked and it is for this. Notes that it was used.</summary>
    /// <param name="stationId">The station whose calendar is asked for with a key of its own; null: anything else.</param>
    public Task<PersonKey?> Find(string sent, CancellationToken stopping, string? stationId = null)
    {
        var (id, secret) = Split(sent);
        return database.Do(async work =>
        {
            var stored = id.Length == 0 ? null : await work.QueryOne<Secret>("Access/read-person-key.sql", new { id, station_id = stationId });
            if (!CryptographicOperations.FixedTimeEquals(HashOf(secret), stored?.SecretHash ?? NobodysHash) || stored is null)
                return null;
            await work.Execute("Access/note-person-key-used.sql", new { id, now = work.Now });
            return await work.QueryOne<PersonKey>("Access/list-person-keys.sql", new { id });
        }, stopping);
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Blank parts where it has not the form of a key.</summary>
    private static (string Id, string Secret) Split(string sent) =>
        sent.StartsWith(Prefix, StringComparison.Ordinal) && sent.Length > Prefix.Length + IdLength + 1 && sent[Prefix.Length + IdLength] == '_'
            ? (sent.Substring(Prefix.Length, IdLength), sent[(Prefix.Length + IdLength + 1)..])
            : ("", "");
}
