using DotLiquid.Exceptions;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Texts;

/// <summary>A partnership's own words in place of the national ones: files PARTNERSHIP/LANGUAGE/NAME.liquid below one folder; and its logos, PARTNERSHIP/NAME.png.</summary>
/// <remarks>They are read when a host starts. What they say is held against the lint like every other text: where an agreement is taken in, where a plan is approved, and before it is sent.</remarks>
public static class LocalTemplates
{
    private const string Ending = ".liquid";

    /// <summary>PARTNERSHIP/LANGUAGE/NAME to text.</summary>
    public static Dictionary<string, string> Read(string folder) =>
        Files(folder).Where(file => !LogoFile.IsNamedAsOne(file.Key)).ToDictionary(file => file.Key[..^Ending.Length], file => File.ReadAllText(file.Path));

    /// <summary>PARTNERSHIP/NAME.png to the picture.</summary>
    public static Dictionary<string, LogoFile> ReadLogos(string folder) =>
        Files(folder).Where(file => LogoFile.IsNamedAsOne(file.Key)).ToDictionary(
            file => file.Key, file => LogoFile.Read(file.Path) ?? throw new InvalidDataException($"The logo {file.Key} is none; Check says so first."));

    /// <summary>What keeps the files of the folder from being used: a name that is none of ours, or a text that cannot be filled in.</summary>
    /// <param name="folder">Null: there is none.</param>
    public static IReadOnlyList<Problem> Check(string? folder) =>
        folder is null ? []
        : !Directory.Exists(folder) ? [Problems.SettingWrong.With("Texts:LocalFolder", folder)]
        : [.. Files(folder).Select(file => Check(file.Key, file.Path)).OfType<Problem>()];

    private static Problem? Check(string key, string path)
    {
        if (LogoFile.IsNamedAsOne(key))
            return LogoFile.Read(path) is null ? Problems.LogoUnusable.With(key, LogoFile.MostBytes / 1000, LogoFile.MostPixels) : null;
        if (key.Split('/') is not [_, var language, var file] || !TextLanguage.All.Contains(language) || !file.EndsWith(Ending, StringComparison.Ordinal) || !TemplateBook.Files.Contains(file[..^Ending.Length]))
            return Problems.LocalTemplateUnknown.With(key, string.Join(", ", TextLanguage.All));
        try
        {
            TemplateBook.RenderAlone(key, File.ReadAllText(path), TextModel.Specimen);
            return null;
        }
        catch (Exception wrong) when (wrong is SyntaxException or InvalidOperationException)
        {
            return Problems.LocalTemplateWrong.With(key, (wrong.InnerException ?? wrong).Message);
        }
    }

    /// <summary>In an order that does not depend on the disk.</summary>
    private static IEnumerable<(string Key, string Path)> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Key: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), Path: path))
            .Where(file => !Path.GetFileName(file.Path).StartsWith('.'))
            .OrderBy(file => file.Key, StringComparer.Ordinal);
}
