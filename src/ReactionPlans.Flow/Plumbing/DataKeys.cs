using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>What one extract's numbers are sealed under. Thrown away, it takes them with it, out of older backups too.</summary>
/// <param name="Id">No secret: it stands before each number.</param>
/// <param name="Bytes">32, random.</param>
public sealed record DataKey(Guid Id, byte[] Bytes)
{
    /// <summary>Begins every number that a data key seals; the key's id follows it.</summary>
    public static readonly byte[] Magic = Encoding.ASCII.GetBytes("RP-data1");

    public const int HeaderBytes = 24;

    public byte[] Header { get; } = HeaderOf(Id);

    public byte[] Close(string text) => Seal.Close(Bytes, text, Header);

    public static byte[] HeaderOf(Guid id) => [.. Magic, .. id.ToByteArray(bigEndian: true)];

    /// <summary>Null: no data key sealed it.</summary>
    public static Guid? IdOf(ReadOnlySpan<byte> sealedBytes) =>
        sealedBytes.Length > HeaderBytes && sealedBytes.StartsWith(Magic) ? new Guid(sealedBytes[Magic.Length..HeaderBytes], bigEndian: true) : null;

    public override string ToString() => $"(data key {Id})";
}

/// <summary>Whether what a data key sealed can be opened.</summary>
public enum DataKeyStanding
{
    Here,

    /// <summary>The folder is there and the key is not: for good.</summary>
    Gone,

    /// <summary>The folder is not there or cannot be read now, or the key that sealed the file is in no settings.</summary>
    Away,
}

/// <param name="Header">Of the installation's key that sealed it; null: it says none.</param>
public sealed record DataKeyFile(Guid Id, DateTimeOffset MadeAt, byte[]? Header);

/// <summary>The data keys, outside the database and its backups: a file for each in Keys:Folder, sealed by the installation's first key, whole or not there.</summary>
/// <param name="folder">Null: nothing is kept, for whoever is in the database is invented.</param>
/// <param name="forEachExtract">Whether a new extract gets one.</param>
public sealed class DataKeys(KeyRing ring, string? folder, bool forEachExtract = true)
{
    public const string Purpose = "reactionplans data key";

    private const string Ending = ".datakey", MarkFile = "folder.id", TimeFormat = "yyyy-MM-ddTHH:mm:ssZ";

    /// <summary>For so long a host goes by what it has in memory: one read of each key an hour, and none that is thrown away stays longer where letters are sent.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly Seal seal = new(ring, Purpose);
    private readonly ConcurrentDictionary<Guid, (DataKey Key, long ReadAt)> read = [];

    public bool IsKept => folder is not null;

    public bool ForEachExtract => forEachExtract && IsKept;

    /// <summary>Where they lie.</summary>
    public string Place { get; } = folder is null ? "" : Path.GetFullPath(folder);

    /// <summary>Tells this folder from any other; null: no database has taken it yet.</summary>
    /// <exception cref="IOException">It cannot be read; nor <see cref="UnauthorizedAccessException"/>.</exception>
    public Guid? Mark() => File.Exists(PathOf(MarkFile)) ? Guid.TryParseExact(File.ReadAllText(PathOf(MarkFile)).Trim(), "N", out var mark) ? mark : throw new IOException($"{PathOf(MarkFile)}?") : null;

    /// <summary>The same, and made where there is none. Two at once agree on one.</summary>
    public Guid KeepMark()
    {
        if (Mark() is { } mark)
            return mark;
        try
        {
            KeptFile.Write(PathOf(MarkFile), Guid.NewGuid().ToString("N") + "\n", overwrite: false);
        }
        catch (IOException) when (File.Exists(PathOf(MarkFile)))
        {
            // somebody else's is as good
        }

        return Mark() ?? throw new IOException($"{PathOf(MarkFile)}?");
    }

    /// <summary>A new one. It is on the disk when this returns, so no row can need it that outlives it.</summary>
    /// <exception cref="IOException">It cannot be kept; nor <see cref="UnauthorizedAccessException"/>.</exception>
    public DataKey Make(DateTimeOffset now)
    {
        var key = new DataKey(Guid.NewGuid(), RandomNumberGenerator.GetBytes(Seal.KeyBytes));
        Write(key, now, overwrite: false);
        return key;
    }

    /// <summary>Whether the file is there now; whoever is about to need it for long asks.</summary>
    public bool IsThere(Guid id) => IsKept && File.Exists(PathOf(id));

    /// <summary>One look for a batch: the key is read once and is in memory for <see cref="Open"/>.</summary>
    public DataKeyStanding Look(Guid id)
    {
        if (read.TryGetValue(id, out var known) && Environment.TickCount64 - known.ReadAt < Remembered.TotalMilliseconds)
            return DataKeyStanding.Here;
        try
        {
            if (!IsKept || Mark() is null)
                return DataKeyStanding.Away;
            Read(id);
            return DataKeyStanding.Here;
        }
        catch (FileNotFoundException)
        {
            read.TryRemove(id, out _);
            return DataKeyStanding.Gone;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return DataKeyStanding.Away;
        }
    }

    /// <exception cref="CryptographicException">It was tampered with, or no key opens the data key.</exception>
    /// <exception cref="IOException">Its key is gone or cannot be read: <see cref="Look"/> tells.</exception>
    public string Open(byte[] sealedBytes)
    {
        var id = DataKey.IdOf(sealedBytes) ?? throw new CryptographicException("No data key sealed it.");
        return Seal.Open((read.TryGetValue(id, out var known) ? known.Key : Read(id)).Bytes, sealedBytes.AsMemory(DataKey.HeaderBytes));
    }

    /// <summary>All there are.</summary>
    /// <exception cref="IOException">They cannot be read; nor <see cref="UnauthorizedAccessException"/>.</exception>
    public IReadOnlyList<DataKeyFile> Files()
    {
        if (!Directory.Exists(folder))
            return [];
        return [.. Directory.EnumerateFiles(folder, "*" + Ending)
            .Select(path => Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var id) ? id : throw new IOException($"{path}?"))
            .Select(id => (Id: id, Kept: Parse(id)))
            .Select(file => new DataKeyFile(file.Id, file.Kept.MadeAt,
                file.Kept.Sealed.AsSpan().StartsWith(InstallationKey.Magic) ? file.Kept.Sealed[..InstallationKey.HeaderBytes] : null))];
    }

    /// <summary>Throws one away, and what a killed host left half written of it; there is no way back.</summary>
    public void Shred(Guid id)
    {
        foreach (var path in Directory.GetFiles(Place, $"{id:N}{Ending}*"))
            File.Delete(path);
        KeptFile.FlushFolder(Place);
        read.TryRemove(id, out _);
    }

    /// <summary>Seals one anew by the first key: the same key, so no row changes. False: no key in the settings opens it.</summary>
    public bool Reseal(DataKeyFile file)
    {
        try
        {
            Write(Read(file.Id), file.MadeAt, overwrite: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private void Write(DataKey key, DateTimeOffset madeAt, bool overwrite) => KeptFile.Write(PathOf(key.Id),
        string.Create(CultureInfo.InvariantCulture, $"{madeAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)} {Convert.ToBase64String(seal.Close(Convert.ToBase64String(key.Bytes)))}\n"), overwrite);

    private DataKey Read(Guid id)
    {
        var key = new DataKey(id, Convert.FromBase64String(seal.Open(Parse(id).Sealed)));
        read[id] = (key, Environment.TickCount64);
        return key;
    }

    private (DateTimeOffset MadeAt, byte[] Sealed) Parse(Guid id)
    {
        var sealedBytes = new byte[256];
        return File.ReadAllText(PathOf(id)).TrimEnd('\n').Split(' ') is [var at, var text]
            && DateTimeOffset.TryParseExact(at, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var madeAt)
            && Convert.TryFromBase64String(text, sealedBytes, out var length)
                ? (madeAt, sealedBytes[..length])
                : throw new IOException($"{PathOf(id)}?");
    }

    private string PathOf(Guid id) => PathOf(id.ToString("N") + Ending);

    private string PathOf(string name) => Path.Combine(Place, name);
}
