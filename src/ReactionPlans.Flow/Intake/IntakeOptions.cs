using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>Section "Intake": how much may come in, and where files are fetched.</summary>
public sealed record IntakeOptions
{
    /// <summary>Messages in the outbox before HTTP, queue and folders wait.</summary>
    [Range(1, int.MaxValue)]
    public int MessagesBehindAtMost { get; init; } = 20_000;

    /// <summary>Areas not judged yet before HTTP, queue and folders wait.</summary>
    [Range(1, int.MaxValue)]
    public int AreasBehindAtMost { get; init; } = 5_000;

    /// <summary>Bytes of one report as JSON.</summary>
    [Range(1_000, 10_000_000)]
    public int ReportBytesAtMost { get; init; } = 100_000;

    public HttpIntakeOptions Http { get; init; } = new();

    public QueueIntakeOptions Queue { get; init; } = new();

    /// <summary>A folder for each source, by the source's name.</summary>
    public Dictionary<string, FolderOptions> Folders { get; init; } = [];

    [Range(1, 3600)]
    public int LookSeconds { get; init; } = 10;

    /// <summary>What is wrong with the settings, each with its name.</summary>
    public IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        foreach (var (section, options) in new (string, object)[] { ("Intake", this), ("Intake:Http", Http), ("Intake:Queue", Queue) })
        {
            var results = new List<ValidationResult>();
            Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
            problems.AddRange(results.Select(result => Problems.SettingWrong.With($"{section}:{result.MemberNames.FirstOrDefault()}", result.ErrorMessage)));
        }

        var folders = new List<string>();
        foreach (var (source, folder) in Folders)
        {
            var name = $"Intake:Folders:{source}:{nameof(FolderOptions.Path)}";
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Path.Length == 0 ? "." : folder.Path)) + Path.DirectorySeparatorChar;
            if (folder.Path.Length == 0)
                problems.Add(Problems.SettingWrong.With(name, "den mangler/it is missing"));
            else if (folders.Any(other => path.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(path, StringComparison.Ordinal)))
                problems.Add(Problems.SettingWrong.With(name, string.Create(CultureInfo.InvariantCulture, $"'{folder.Path}' er en anden kildes mappe eller i den/is another source's folder or within it")));
            folders.Add(path);
        }

        return problems;
    }
}

/// <summary>Section "Intake:Http": one request's limits, and how often a source may send.</summary>
public sealed record HttpIntakeOptions
{
    [Range(1, 10_000)]
    public int BodyMegabytesAtMost { get; init; } = 64;

    /// <summary>After gunzip.</summary>
    [Range(1, 100_000)]
    public int UnpackedMegabytesAtMost { get; init; } = 1_024;

    [Range(1, 100_000_000)]
    public int RowsAtMost { get; init; } = 2_000_000;

    [Range(1, 100_000)]
    public int RequestsPerMinute { get; init; } = 120;
}

/// <summary>Section "Intake:Queue".</summary>
public sealed record QueueIntakeOptions
{
    /// <summary>Messages the broker hands out before it hears that earlier ones are stored; also the most that are stored at once.</summary>
    [Range(1, 10_000)]
    public int Prefetch { get; init; } = 1_000;

    /// <summary>How long a message waits for others to be stored with.</summary>
    [Range(1, 60_000)]
    public int GatherMilliseconds { get; init; } = 100;
}

/// <summary>Section "Intake:Folders:SOURCE": where files of one source are put, and how they are read.</summary>
public sealed record FolderOptions
{
    public string Path { get; init; } = "";

    /// <summary>A --map file.</summary>
    public string? Map { get; init; }

    public string? Encoding { get; init; }
}
