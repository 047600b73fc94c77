namespace ReactionPlans.TestKit;

/// <summary>The checkout the tests were built from.</summary>
public static class Repository
{
    private static readonly Lazy<string> Root = new(() =>
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "ReactionPlans.sln")))
                return folder;
        }

        throw new DirectoryNotFoundException("The tests are not run from a checkout.");
    });

    public static string Path(string relative = "") => System.IO.Path.Combine(Root.Value, relative);

    public static string Read(string relative) => File.ReadAllText(Path(relative));
}
