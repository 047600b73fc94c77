using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Access;

/// <summary>
/// Five wrong passwords for one user name, or twenty from one address, on whichever hosts, and it must wait until the first of them is five minutes old. An address has more: a town hall is one
/// address. Whether there is an account of that name makes no difference.
/// </summary>
/// <remarks>An attempt is written down before it is tried and taken back when it succeeds, so that a hundred at once are five. Whom it concerns stands as an HMAC-SHA256 with a key of the installation,
/// one that stays when its keys change, for all hosts must count alike.</remarks>
/// <param name="clock">Of the real world, also where a replay's stands years back: a sign-in happens now.</param>
public sealed class Attempts(Database whole, KeyRing keys, TimeProvider clock)
{
    private const int MostOfName = 5;
    private const int MostOfAddress = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5), Forgotten = TimeSpan.FromHours(1);

    private readonly Database database = whole.SeenBy(Scope.Accounts);
    private readonly byte[] key = Seal.Derive(keys.LookupKey, "reactionplans attempts");

    private sealed record Held
    {
        public byte[] Subject { get; init; } = [];

        public DateTime[] TriedAt { get; init; } = [];
    }

    /// <summary>Somebody is about to sign in.</summary>
    /// <returns>How long the name, or the address, must wait; null: it is written down, and may try.</returns>
    public Task<TimeSpan?> SignIn(string userName, string address, CancellationToken stopping) =>
        Begin([(OfName(userName), MostOfName), (OfAddress(address), MostOfAddress)], stopping);

    public Task SignedIn(string userName, string address, CancellationToken stopping) =>
        database.Do(work => work.Execute("Access/take-back-attempt.sql", new { name = OfName(userName), address = OfAddress(address) }), stopping);

    /// <summary>A key or token that is nobody's was sent.</summary>
    /// <returns>How long the address should wait with the next; null: it has not sent many.</returns>
    public Task<TimeSpan?> WrongKey(string address, CancellationToken stopping) => Begin([(Digest($"key-address {address}"), MostOfAddress)], stopping);

    private Task<TimeSpan?> Begin(IReadOnlyList<(byte[] Subject, int Most)> subjects, CancellationToken stopping) => database.Do(async work =>
    {
        var (now, digests) = (clock.GetUtcNow(), subjects.Select(one => one.Subject).ToArray());
        var held = await work.Query<Held>("Access/hold-attempts.sql", new { subjects = digests, since = now - Window, now });
        var waits = held.Select(one => (one.TriedAt, subjects.First(subject => subject.Subject.AsSpan().SequenceEqual(one.Subject)).Most))
            .Where(one => one.TriedAt.Length >= one.Most)
            .Select(one => new DateTimeOffset(one.TriedAt[^one.Most], TimeSpan.Zero) + Window - now).ToList();
        if (waits.Count > 0)
            return waits.Max();

        await work.Execute("Access/add-attempt.sql", new { subjects = digests, now });
        await work.Execute("Access/forget-attempts.sql", new { before = now - Forgotten });
        return (TimeSpan?)null;
    }, stopping);

    private byte[] OfName(string userName) => Digest($"name {Accounts.Normal(userName)}");

    private byte[] OfAddress(string address) => Digest($"address {address}");

    private byte[] Digest(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
