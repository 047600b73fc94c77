using System.Globalization;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.PersonalData;

/// <summary>One erasure as the list keeps it.</summary>
/// <param name="Kind">As deliveries have it: Resident or NeighbourFriend.</param>
/// <param name="LookupMark">Of the key that <paramref name="Hash"/> was made with.</param>
/// <param name="Hash">Keyed: it finds the person again where they are, and tells nobody else whom.</param>
public sealed record ListedErasure(Guid Id, DateTimeOffset At, string Kind, string LookupMark, byte[] Hash);

/// <summary>Who was erased, outside the database and its backups: a file for each, whole or not there, so that several may write at once and a crash leaves no half.</summary>
/// <param name="folder">Null: nothing is kept, for whoever is in the database is invented.</param>
public sealed class ErasureList(string? folder)
{
    private const string Ending = ".erased";

    /// <summary>Where it lies.</summary>
    public string Place { get; } = folder is null ? "" : Path.GetFullPath(folder);

    /// <exception cref="IOException">It cannot be kept; nor <see cref="UnauthorizedAccessException"/>.</exception>
    public void Add(ListedErasure erasure)
    {
        if (folder is null)
            return;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, erasure.Id.ToString("N") + Ending);
        using (var file = new FileStream(path + ".tmp", OnlyOurs()))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{erasure.Kind} {erasure.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} {erasure.LookupMark} {Convert.ToHexStringLower(erasure.Hash)}\n")));
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".tmp", path);
    }

    /// <summary>All of it, the first erasure first; or why it cannot be read. A list that is not there yet is empty.</summary>
    public (IReadOnlyList<ListedErasure> Listed, Problem? Problem) Read()
    {
        if (folder is null || !Directory.Exists(folder))
            return ([], null);
        try
        {
            var listed = new List<ListedErasure>();
            foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending))
            {
                if (Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)) is not { } erasure)
                    return ([], Problems.ErasureListUnusable.With(path, new Phrase("filen er ikke, som den blev skrevet.", "the file is not as it was written.")));
                listed.Add(erasure);
            }

            return ([.. listed.OrderBy(one => one.At)], null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ([], Problems.ErasureListUnusable.With(Place, exception.Message));
        }
    }

    private static ListedErasure? Parse(string name, string text) =>
        text.TrimEnd('\n').Split(' ') is [("Resident" or "NeighbourFriend") and var kind, var at, { Length: 16 } mark, { Length: 64 } hash]
        && Guid.TryParseExact(name, "N", out var id) && hash.All(char.IsAsciiHexDigit)
        && DateTimeOffset.TryParseExact(at, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new ListedErasure(id, instant, kind, mark, Convert.FromHexString(hash))
            : null;

    private static FileStreamOptions OnlyOurs()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
