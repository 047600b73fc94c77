using System.Collections.Concurrent;
using System.Reflection;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>The statements, embedded under the path they have in the source: "Detection/open-spike.sql".</summary>
public static class Sql
{
    private static readonly Assembly Home = typeof(Sql).Assembly;
    private static readonly ConcurrentDictionary<string, string> Read = new();

    /// <summary>One statement, without the comment above it: COPY must be the first word of what Npgsql is given.</summary>
    /// <exception cref="ArgumentException">No such file: a mistyped path, found by the first test that runs it.</exception>
    public static string Text(string path) => Read.GetOrAdd(path, static name =>
        string.Join('\n', Source(name).Split('\n').SkipWhile(line => line.StartsWith("--", StringComparison.Ordinal))));

    /// <summary>A file as it was written, its comment included.</summary>
    public static string Source(string path)
    {
        using var stream = Home.GetManifestResourceStream(path)
            ?? throw new ArgumentException($"There is no embedded statement '{path}'.", nameof(path));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Every embedded .sql file below a folder, in order of name.</summary>
    public static IReadOnlyList<string> Below(string folder = "") =>
        [.. Home.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
}
