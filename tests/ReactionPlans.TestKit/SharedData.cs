using NUnit.Framework;

namespace ReactionPlans.TestKit;

/// <summary>Real data that lies beside the checkout and is never part of it.</summary>
public static class SharedData
{
    /// <summary>The folder to use when the checkout does not lie beside the data.</summary>
    public const string FolderVariable = "REACTIONPLANS_SHARED";

    /// <summary>The path of a shared file or folder; skips the running test with a plain reason when it is not there.</summary>
    public static string Find(params string[] parts)
    {
        if (TryFind(parts) is { } path)
            return path;
        Assert.Ignore($"skipped: ../shared/{string.Join('/', parts)} is not there");
        throw new InvalidOperationException("Ignoring has not ended the test.");
    }

    /// <summary>The same outside a test; null when it is not there.</summary>
    public static string? TryFind(params string[] parts)
    {
        var path = Path.Combine([Folder(), .. parts]);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ReactionPlans.sln")))
                return Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared");
        return Path.Combine(AppContext.BaseDirectory, "shared");
    }
}
