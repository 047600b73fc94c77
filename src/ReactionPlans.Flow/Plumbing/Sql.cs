using System.Collections.Concurrent;
using System.Reflection;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>The statements, embedded under the path they have in the source: "Detection/open-spike.sql".</summary>
public static class Sql
{
    private static readonly Assembly Home = typeof(Sql).Assembly;
    private static readonly ConcurrentDictionary<string, string> Read = new();

    /// <summary>The text of one statement.</summary>
    /// <exception cref="ArgumentException">No such file: a mistyped path, found by the first test that runs it.</exception>
    public static string Text(string path) => Read.GetOrAdd(path, static name =>
    {
        using var stream = Home.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no embedded statement '{name}'.", nameof(path));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Every embedded .sql file below a folder, in order of name.</summary>
    public static IReadOnlyList<string> Below(string folder = "") =>
        [.. Home.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
}
