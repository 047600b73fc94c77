using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>The cluster's files: <c>data</c> and, beside it and as private, <c>password</c>.</summary>
[UnsupportedOSPlatform("windows")]
internal static class PostgresCluster
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the cluster in <paramref name="folder"/> unless it is there, and returns the superuser's password.</summary>
    public static async Task<string> Make(PostgresBinaries binaries, ServerAccount account, string folder, CancellationToken ct)
    {
        var passwordFile = Path.Combine(folder, "password");
        var data = Path.Combine(folder, "data");
        if (Directory.Exists(data))
        {
            return File.Exists(passwordFile) ? (await File.ReadAllTextAsync(passwordFile, ct)).Trim() : throw new EmbeddedPostgresUnavailable(
                $"Adgangskoden til databasen i {folder} er væk: {passwordFile} mangler. Læg filen tilbage, eller fjern mappen for at begynde forfra.",
                $"The password of the database in {folder} is gone: {passwordFile} is missing. Put it back, or remove the folder to begin anew.");
        }

        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        await account.Give(folder, ct);
        if ((await account.Run("test", ["-x", folder], ct)).ExitCode != 0)
        {
            throw new EmbeddedPostgresUnavailable(
                $"Mappen {folder} kan ikke nås af PostgreSQL, som ikke må køre som root. Vælg en mappe, som andre brugere må gå igennem, med --data.",
                $"The folder {folder} cannot be reached by PostgreSQL, which must not run as root. Choose a folder that others may pass through, with --data.");
        }

        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await WritePrivately(passwordFile, password, ct);
        await account.Give(passwordFile, ct); // initdb reads it

        var making = $"{data}.making"; // renamed when whole: a start killed here leaves no half cluster
        if (Directory.Exists(making))
            Directory.Delete(making, recursive: true);
        var made = await account.Run(
            binaries.Initdb,
            [
                "-D", making, "-U", EmbeddedPostgres.Superuser, $"--pwfile={passwordFile}",
                "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "--encoding=UTF8",
                OperatingSystem.IsLinux() ? "--locale=C.UTF-8" : "--locale=C", // the same order of rows on every machine
            ],
            ct);
        made.MustSucceed();
        Directory.Move(making, data);
        return password;
    }

    private static async Task WritePrivately(string path, string content, CancellationToken ct)
    {
        if (File.Exists(path))
            File.Delete(path); // of a start that was killed; it may have been given away already
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        await using var writer = new StreamWriter(path, options);
        await writer.WriteLineAsync(content.AsMemory(), ct);
    }
}
