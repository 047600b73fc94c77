using System.Text;
using System.Text.RegularExpressions;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>One of the installation's keys.</summary>
/// <param name="Name">What the settings call it. For people: nothing that is sealed knows it.</param>
/// <param name="Bytes">32.</param>
public sealed record InstallationKey(string Name, byte[] Bytes)
{
    /// <summary>Begins every header: eight bytes that no random nonce begins with by chance.</summary>
    public static readonly byte[] Magic = Encoding.ASCII.GetBytes("RP-seal1");

    /// <summary>Longer than the magic by the key's mark: begins whatever is sealed by the key and kept.</summary>
    public const int HeaderBytes = 16;

    /// <summary>The mark is made of the key itself, so no slip with the names in the settings leads to the wrong key; it tells nothing of the key.</summary>
    public byte[] Header { get; } = [.. Magic, .. Seal.Derive(Bytes, "reactionplans key mark").AsSpan(0, HeaderBytes - Magic.Length)];
}

/// <summary>The installation's keys: the first seals, all of them open. One that is put in front takes over; one by which nothing is sealed any more can be taken out.</summary>
public sealed partial class KeyRing
{
    /// <summary>What the only key of an installation is called, and the one that opens what was sealed before there were several.</summary>
    public const string OnlyKey = "RecipientKey";

    private KeyRing(IReadOnlyList<InstallationKey> keys, InstallationKey unmarked, byte[]? lookupKey, bool marks)
    {
        (Keys, Unmarked, Marks, IsLookupApart) = (keys, unmarked, marks, lookupKey is not null);
        LookupKey = lookupKey ?? Seal.Derive(unmarked.Bytes, "reactionplans recipient lookup");
    }

    /// <summary>The first one seals.</summary>
    public IReadOnlyList<InstallationKey> Keys { get; }

    /// <summary>Opens what carries no mark: it was sealed when there was one key.</summary>
    public InstallationKey Unmarked { get; }

    /// <summary>False with one key alone: then everything is sealed as it always was, and hosts of the version before can read it.</summary>
    public bool Marks { get; }

    /// <summary>Finds residents again by type and number. It stays when keys change: ids, letters that were sent and erasures hang on it.</summary>
    public byte[] LookupKey { get; }

    /// <summary>Whether the lookup key stands in the settings by itself; otherwise it is made of <see cref="Unmarked"/>, which then has to stay.</summary>
    public bool IsLookupApart { get; }

    /// <summary>An installation with one key.</summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static KeyRing Of(byte[] key) => new([new InstallationKey(OnlyKey, key)], new InstallationKey(OnlyKey, key), lookupKey: null, marks: false);

    /// <summary>One key is a ring of one.</summary>
    public static implicit operator KeyRing(byte[] key) => Of(key);

    /// <summary>Reads the settings. No problem repeats a key: problems are printed.</summary>
    /// <param name="only">RecipientKey: base64. Beside <paramref name="several"/> it opens what carries no mark, and seals nothing.</param>
    /// <param name="several">RecipientKeys: "2026a:BASE64,2025:BASE64".</param>
    /// <param name="lookup">RecipientLookupKey: base64.</param>
    public static (KeyRing? Ring, Problem? Problem) Read(string? only, string? several, string? lookup)
    {
        var onlyKey = only is null ? null : Bytes(only);
        if (several is null ? onlyKey is null : only is not null && onlyKey is null)
            return (null, Problems.RecipientKeyWrong.With());
        var lookupKey = lookup is null ? null : Bytes(lookup);
        if (lookup is not null && lookupKey is null)
            return (null, Problems.LookupKeyWrong.With());

        var keys = new List<InstallationKey>();
        foreach (var part in (several ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !Name().IsMatch(part.AsSpan(0, colon)) || Bytes(part[(colon + 1)..]) is not { } bytes)
                return (null, Problems.RecipientKeysWrong.With(keys.Count + 1));
            if (keys.Any(key => key.Name == part[..colon] || key.Bytes.AsSpan().SequenceEqual(bytes)))
                return (null, Problems.RecipientKeyTwice.With(part[..colon]));
            keys.Add(new InstallationKey(part[..colon], bytes));
        }

        if (several is not null && keys.Count == 0)
            return (null, Problems.RecipientKeysWrong.With(1));
        if (onlyKey is not null && !keys.Any(key => key.Bytes.AsSpan().SequenceEqual(onlyKey)))
            keys.Add(new InstallationKey(OnlyKey, onlyKey));
        var unmarked = onlyKey is null ? keys[^1] : keys.First(key => key.Bytes.AsSpan().SequenceEqual(onlyKey));
        return (new KeyRing(keys, unmarked, lookupKey, marks: several is not null), null);
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[Seal.KeyBytes];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length == Seal.KeyBytes ? bytes : null;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
    private static partial Regex Name();
}
