using System.Security.Cryptography;
using System.Text.Json;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Operations;

/// <summary>The real program serving, and what those who run it ask of it.</summary>
internal sealed class WatchedHost : IAsyncDisposable
{
    private static readonly TimeSpan ToStart = TimeSpan.FromMinutes(2);

    private readonly HostProcess host;
    private readonly DirectoryInfo folder;

    private WatchedHost(HostProcess host, DirectoryInfo folder, HttpClient client) => (this.host, this.folder, Client) = (host, folder, client);

    public HttpClient Client { get; }

    public string Output => host.Output;

    public static async Task<WatchedHost> Start(string database, Uri? broker = null, params (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("rp-watched-");
        var environment = Settings(database, broker);
        foreach (var (name, value) in settings)
            environment[name] = value;
        var host = HostProcess.Start(["run", "--data", folder.FullName], environment);
        return new WatchedHost(host, folder, new HttpClient { BaseAddress = await host.Address(ToStart), Timeout = TimeSpan.FromSeconds(30) });
    }

    /// <summary>Brings a database up to what the program needs.</summary>
    public static async Task Migrate(string database)
    {
        var (exitCode, output) = await HostProcess.Run(["migrate"], Settings(database, null));
        if (exitCode != 0)
            throw new InvalidOperationException(output);
    }

    /// <summary>The status of /health/ready, its checks by name, and its text.</summary>
    public async Task<(int Status, IReadOnlyDictionary<string, string> Checks, string Text)> Ready()
    {
        using var answer = await Client.GetAsync("/health/ready");
        var text = await answer.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(text);
        return ((int)answer.StatusCode, json.RootElement.GetProperty("checks").EnumerateArray()
            .ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("state").GetString()!), text);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> Settings(string database, Uri? broker)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database,
            ["RecipientKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Urls"] = "http://127.0.0.1:0",
        };
        if (broker is not null)
            settings["Transport__RabbitMq__Uri"] = broker.ToString();
        return settings;
    }
}
