using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>The service as it is installed: a database that waits for the disk, a broker or none, and hosts of the real program, each a process of its own.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private const string DatabaseName = "postgres";

    private static readonly TimeSpan ToStart = TimeSpan.FromMinutes(2);

    private readonly byte[] recipientKey = RandomNumberGenerator.GetBytes(RecipientCipher.KeyBytes);
    private readonly string folder = Directory.CreateTempSubdirectory("rp-measure-").FullName;
    private readonly List<HostProcess> processes = [];
    private readonly PostgresServer postgres;
    private readonly RabbitMqServer? broker;

    private Installation(PostgresServer postgres, RabbitMqServer? broker)
    {
        (this.postgres, this.broker) = (postgres, broker);
        Superuser = NpgsqlDataSource.Create(postgres.SuperuserConnectionString(DatabaseName));
    }

    /// <summary>Past every grant, to settle and to look.</summary>
    public NpgsqlDataSource Superuser { get; }

    public RecipientCipher Cipher => new(recipientKey);

    /// <param name="overRabbitMq">False: messages stay in the one process.</param>
    public static async Task<Installation> Open(bool overRabbitMq, CancellationToken stopping)
    {
        var installation = new Installation(await PostgresServer.Start(durable: true, stopping), overRabbitMq ? await RabbitMqServer.Start(stopping) : null);
        try
        {
            var (ended, said) = await HostProcess.Run(["migrate"], installation.Settings());
            return ended == 0 ? installation : throw new InvalidOperationException(said);
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a host and returns when it says that all of its roles can work.</summary>
    /// <param name="roles">As for <c>run --roles</c>; null: all of them.</param>
    /// <returns>The process, its address, and the time from nothing to ready.</returns>
    public async Task<(HostProcess Process, Uri Address, TimeSpan Took)> StartHost(string? roles, IReadOnlyDictionary<string, string> more, CancellationToken stopping)
    {
        using var client = new HttpClient();
        var settings = Settings();
        foreach (var (name, value) in more)
            settings[name] = value;
        var address = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0].ToString(CultureInfo.InvariantCulture)}");
        settings["Urls"] = address.ToString();
        settings["Data"] = Path.Combine(folder, $"host-{processes.Count.ToString(CultureInfo.InvariantCulture)}");

        var watch = Stopwatch.StartNew();
        var process = HostProcess.Start(roles is null ? ["run"] : ["run", "--roles", roles], settings);
        processes.Add(process);
        while (!await IsReady(client, address, stopping))
        {
            if (process.HasExited || watch.Elapsed > ToStart)
                throw new InvalidOperationException(process.Output);
            await Task.Delay(10, stopping);
        }

        return (process, address, watch.Elapsed);
    }

    /// <summary>A distributor that takes every letter and keeps none.</summary>
    public async Task<Uri> StartDistributor(string key)
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0].ToString(CultureInfo.InvariantCulture)}");
        var process = HostProcess.Start(["mailbox", "--address", address.ToString(), "--key", key]);
        processes.Add(process);
        return await process.Address(ToStart);
    }

    /// <summary>A client that may deliver reports.</summary>
    public async Task<HttpClient> Reporter(Uri address)
    {
        await using var source = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(postgres.SuperuserConnectionString(DatabaseName), DatabaseRoles.App, Scope.Everything));
        var key = (await new ApiKeys(new Database(source, TimeProvider.System, new MessageRoutes(inProcess: false, Hops.All))).Create("police", ["police"], Actor.Program, CancellationToken.None)).Key!;
        return new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
    }

    /// <summary>Delivers burglaries of this moment in areas, and returns with the answer.</summary>
    public static async Task Report(HttpClient reporter, IEnumerable<(int Area, string Reference)> burglaries, CancellationToken stopping)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("O");
        using var content = JsonContent.Create(burglaries.Select(one => new { reference = one.Reference, offence = "1320", reported_at = now, area_code = MeasuredAreas.CodeOf(one.Area) }));
        await content.LoadIntoBufferAsync(stopping); // the API takes no request of unknown length
        using var answer = await reporter.PostAsync(new Uri("/api/v1/reports", UriKind.Relative), content, stopping);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<int> Execute(string statement, object? parameters = null)
    {
        await using var connection = await Superuser.OpenConnectionAsync();
        return await connection.ExecuteAsync(statement, parameters, commandTimeout: 600);
    }

    public async Task<IReadOnlyList<T>> Query<T>(string statement, object? parameters = null)
    {
        await using var connection = await Superuser.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(statement, parameters)).AsList();
    }

    /// <summary>A partnership over areas side by side (<see cref="MeasuredAreas"/>).</summary>
    public async Task Settle(string partnership, int first, int areas, string agreement)
    {
        await using var connection = await Superuser.OpenConnectionAsync();
        await MeasuredAreas.Settle(connection, partnership, first, areas, agreement);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
        await Superuser.DisposeAsync();
        if (broker is not null)
            await broker.DisposeAsync();
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = postgres.SuperuserConnectionString(DatabaseName),
            ["RecipientKey"] = Convert.ToBase64String(recipientKey),
            ["Carriers__Folder__Path"] = Path.Combine(folder, "outgoing"),
            ["Data"] = folder,
        };
        if (broker is not null)
            settings["Transport__RabbitMq__Uri"] = broker.AmqpUri.ToString();
        return settings;
    }

    private static async Task<bool> IsReady(HttpClient client, Uri address, CancellationToken stopping)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address, "/health/ready"), stopping);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }
}
