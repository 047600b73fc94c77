using System.Globalization;
using Microsoft.Extensions.Logging;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>
/// The folder of one source. A file that lies still from one look to the next is imported as the import command would, and moved: to done/, or, when
/// nothing of it or not all of it could be read, to rejected/ with the reason beside it. Moved only when it is stored: a host that
/// dies in between reads it again, and its reports are the same.
/// </summary>
public sealed partial class WatchFolder(string source, FolderOptions options, ImportFile import, IntakePressure pressure, TimeProvider clock, ILogger<WatchFolder> logger)
{
    private const string DoneFolder = "done", RejectedFolder = "rejected";

    /// <summary>What the import writes beside its input.</summary>
    private static readonly string[] Lists = [".rejected.csv", ".notes.csv"];

    private static readonly string[] StillBeingWritten = [".part", ".tmp", ".filepart", ".crdownload"];

    /// <summary>Names and how they were at the last look.</summary>
    private Dictionary<string, (long Length, DateTime Written)> seen = [];

    /// <summary>Takes what is ready. An exception leaves the file where it is, for the next look.</summary>
    public async Task Look(CancellationToken stopping)
    {
        var folder = new DirectoryInfo(options.Path);
        var (done, rejected) = (Below(folder, DoneFolder), Below(folder, RejectedFolder));
        var now = new Dictionary<string, (long, DateTime)>();
        // The oldest first: corrections come in the order in which they were sent.
        foreach (var file in folder.EnumerateFiles().Where(IsInput).OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).ToList())
        {
            if (file.LinkTarget is not null)
            {
                // It would read, or overwrite, whatever it points at. The link itself is moved.
                Reject(file, rejected, [Problems.FileNotPlain.With(file.Name)]);
                continue;
            }

            var state = (file.Length, file.LastWriteTimeUtc);
            now[file.Name] = state;
            if (!seen.TryGetValue(file.Name, out var before) || before != state)
                continue;
            if (await pressure.Now(stopping) is { } behind)
            {
                LogWaits(source, behind.Code);
                continue;
            }

            await Take(file, done, rejected, stopping);
            now.Remove(file.Name);
        }

        seen = now;
    }

    private async Task Take(FileInfo file, DirectoryInfo done, DirectoryInfo rejected, CancellationToken stopping)
    {
        var report = await import.Run(ImportKind.Reports, file.FullName, options.Map, options.Encoding, null, stopping,
            ReportOptions.AsOf(clock) with { Sources = [source] });
        LogImported(source, report.Read, report.Accepted, report.Same, report.Rejected);
        if (report.FileProblem is not null)
            Reject(file, rejected, report.FirstProblems);
        else if (report.Read > 0 && report.Rejected == report.Read)
            Reject(file, rejected, [Problems.NothingTakenIn.With(report.Read), .. report.FirstProblems]);
        else
            Move(file, done);
    }

    private void Reject(FileInfo file, DirectoryInfo rejected, IEnumerable<Problem> why)
    {
        // The reason first: a file in rejected/ always has one beside it.
        var target = FreeName(file, rejected);
        File.WriteAllLines(target + ".txt", why.SelectMany(problem => new[] { $"{problem.Code} {problem.Place}".TrimEnd(), problem.Danish, problem.English, "" }));
        Move(file, target);
        LogRejected(source, why.First().Code);
    }

    private void Move(FileInfo file, DirectoryInfo into) => Move(file, FreeName(file, into));

    private static void Move(FileInfo file, string target)
    {
        foreach (var list in Lists.Where(list => File.Exists(file.FullName + list)))
            File.Move(file.FullName + list, target + list, overwrite: true);
        File.Move(file.FullName, target);
    }

    /// <summary>The file's own name, or with the moment before it where that is taken: the same name every day is usual.</summary>
    private string FreeName(FileInfo file, DirectoryInfo into)
    {
        var name = Path.Combine(into.FullName, file.Name);
        var stamp = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        for (var number = 1; Path.Exists(name); number++)
            name = Path.Combine(into.FullName, string.Create(CultureInfo.InvariantCulture, $"{stamp}-{number}-{file.Name}"));
        return name;
    }

    private static bool IsInput(FileInfo file) =>
        !file.Name.StartsWith('.')
        && !StillBeingWritten.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && !Lists.Any(ending => file.FullName.EndsWith(ending, StringComparison.Ordinal) && File.Exists(file.FullName[..^ending.Length]));

    /// <exception cref="IOException">It is a link: files would leave the folder.</exception>
    private static DirectoryInfo Below(DirectoryInfo folder, string name)
    {
        var below = folder.CreateSubdirectory(name);
        return below.LinkTarget is null ? below : throw new IOException($"{below.FullName} is a link, not a folder.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A file of {Source}: {Read} rows, {Accepted} accepted, {Same} known, {Rejected} rejected")]
    private partial void LogImported(string source, int read, int accepted, int same, int rejected);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of {Source} was moved to rejected: {Code}")]
    private partial void LogRejected(string source, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder of {Source} waits: {Code}")]
    private partial void LogWaits(string source, string code);
}
