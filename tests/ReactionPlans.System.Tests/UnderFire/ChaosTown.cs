using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.System.Tests.Delivery;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.UnderFire;

/// <summary>
/// The whole service as it runs in earnest: a host for each role (two for the letters), a database, a broker and a distributor of letters, each a process of its own
/// with a line in between that can be cut; some partnerships, each with a village of its own.
/// </summary>
internal sealed class ChaosTown : IAsyncDisposable
{
    /// <summary>What one partnership is there to show.</summary>
    public enum Story
    {
        RunsItsCourse,
        IsStoppedHalfWay,
        IsHeld,
    }

    public sealed record Village(string Id, Story Story, int Residents);

    public const int FriendsEach = 3, ReportsEach = 5;

    /// <summary>Every plan that was to start has, its station has a place, and no message is on its way.</summary>
    public const string AllSent = """
        select (select count(*) from delivery.delivery where state in ('Planned', 'Released', 'Sending')) = 0
            and (select count(*) from plumbing.outbox) = 0
            and (select count(*) from activation.activation where partnership_id not like 'udsat%') = 7
            and (select count(*) from activation.task where gate_opened_at is not null and partnership_id like 'forloeb%') = 5
            and (select count(distinct partnership_id) from reactions.visit_revision where partnership_id like 'forloeb%') = 5
        """;

    private const string AllLeftWaits = """
        select exists (select from delivery.delivery where state = 'Planned')
            and not exists (select from delivery.delivery where state in ('Released', 'Sending') or (state = 'Planned' and not_before <= @now))
        """;

    private const string Distributor = "key of the distributor in this test";

    private static readonly string[] Roles = ["web", "intake", "detection", "activation", "reactions", "reactions", "clock"];
    private static readonly TimeSpan ToStart = TimeSpan.FromMinutes(2), BetweenTries = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromMinutes(10), ToNextAttempt = TimeSpan.FromMinutes(5);

    private readonly byte[] recipientKey = [.. Enumerable.Range(1, RecipientCipher.KeyBytes).Select(one => (byte)one)];
    private readonly string folder = Directory.CreateTempSubdirectory("rp-chaos-").FullName;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly int[] ports = FreePorts.Take(Roles.Length + 1);
    private readonly HostProcess?[] hosts = new HostProcess?[Roles.Length];
    private readonly Dictionary<string, string> keys = [];
    private readonly CuttableLine[] lines;
    private readonly List<string> endedByThemselves = [];
    private readonly int? firstRetrySeconds;
    private readonly string?[] programs;
    private HostProcess? distributor;
    private volatile TcpListener? silence;

    private ChaosTown(SmallDisk? disk, PostgresServer postgres, RabbitMqServer broker, ShiftedClock clock, IReadOnlyList<Village> villages, int? firstRetrySeconds, string? program)
    {
        (Disk, Postgres, Broker, Clock, Villages, this.firstRetrySeconds) = (disk, postgres, broker, clock, villages, firstRetrySeconds);
        programs = [.. Enumerable.Repeat(program, Roles.Length)];
        lines =
        [
            new CuttableLine(() => int.Parse(postgres.HostAndPort.Split(':')[1], CultureInfo.InvariantCulture)),
            new CuttableLine(() => broker.AmqpUri.Port),
            new CuttableLine(() => silence is null ? ports[^1] : ((IPEndPoint)silence.LocalEndpoint).Port),
        ];
    }

    /// <summary>The one that the database and the mails are kept on; null: none can be had here.</summary>
    public SmallDisk? Disk { get; }

    public PostgresServer Postgres { get; }

    public RabbitMqServer Broker { get; }

    public ShiftedClock Clock { get; }

    public IReadOnlyList<Village> Villages { get; }

    /// <summary>Hosts that were started again without having been killed, with what they had said.</summary>
    public IReadOnlyList<string> EndedByThemselves => endedByThemselves;

    public int HostCount => Roles.Length;

    public int LineCount => lines.Length;

    /// <summary>What the distributor has taken, in that order.</summary>
    public string TakenList => Path.Combine(folder, "distributor", "taken.csv");

    /// <summary>Where mails to neighbour friends and parties are handed on as files.</summary>
    public string Outgoing => Path.Combine(Disk?.Folder ?? folder, "outgoing");

    /// <param name="letters">About how many letters the plans send in all.</param>
    /// <param name="firstRetrySeconds">From a letter's first attempt to the second; null: as the program has it, five minutes.</param>
    /// <param name="program">Another build's <see cref="HostProcess.Program"/>, which also makes the database; null: this one's.</param>
    public static async Task<ChaosTown> Open(int letters, int? firstRetrySeconds = null, string? program = null)
    {
        IReadOnlyList<Village> villages =
        [
            .. Enumerable.Range(1, 5).Select(number => new Village($"forloeb-{number}", Story.RunsItsCourse, letters / 7)),
            .. Enumerable.Range(1, 2).Select(number => new Village($"stoppet-{number}", Story.IsStoppedHalfWay, letters / 7)),
            new Village("udsat-1", Story.IsHeld, 10),
        ];
        var disk = SmallDisk.TryMake(megabytes: 1500 + (letters / 50));
        var postgres = disk is null ? await PostgresServer.Start(durable: true) : await PostgresServer.StartOn(disk);
        // In the morning, whenever this runs: some of what is sent is never sent by night.
        var clock = new ShiftedClock(new DateTimeOffset(DateTime.UtcNow.Date.AddHours(8), TimeSpan.Zero));
        var town = new ChaosTown(disk, postgres, await RabbitMqServer.Start(), clock, villages, firstRetrySeconds, program);
        try
        {
            await town.Migrate(program);
            await town.Settle();
            await town.StartDistributor();
            for (var host = 0; host < Roles.Length; host++)
                town.StartHost(host);
            await town.AllReady(ToStart);
            return town;
        }
        catch
        {
            await town.DisposeAsync();
            throw;
        }
    }

    public int Cut(int line) => lines[line].Cut();

    public async Task KillHost(int host)
    {
        await hosts[host]!.DisposeAsync();
        StartHost(host);
    }

    /// <summary>Ends a host with a warning and starts this build's in its place.</summary>
    public async Task Replace(int host)
    {
        var ended = await hosts[host]!.Stop(ToStart);
        if (ended != 0)
            throw new InvalidOperationException($"{Roles[host]} ended with {ended}:\n{hosts[host]!.Output}");
        await hosts[host]!.DisposeAsync();
        programs[host] = null;
        StartHost(host);
    }

    /// <summary>Brings the database to a build's version, beside whatever runs.</summary>
    public async Task Migrate(string? program = null)
    {
        var (migrated, said) = await HostProcess.Run(["migrate"], new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = ConnectionString(),
            ["Transport__RabbitMq__Uri"] = Broker.AmqpUri.ToString(),
            ["RecipientKey"] = Convert.ToBase64String(recipientKey),
            ["Data"] = folder,
        }, program: program);
        if (migrated != 0)
            throw new InvalidOperationException(said);
    }

    public async Task KillDistributor()
    {
        await distributor!.DisposeAsync();
        distributor = null;
    }

    /// <summary>From now on nobody answers where the distributor was.</summary>
    public void HangDistributor()
    {
        silence = new TcpListener(IPAddress.Loopback, 0);
        silence.Start(); // what connects is taken by the system, and read by nobody
        lines[^1].Cut();
    }

    public void LetDistributorAnswer()
    {
        silence?.Dispose();
        silence = null;
        lines[^1].Cut();
    }

    public async Task StartDistributor()
    {
        // It refuses some at their first attempt. One that comes back has forgotten what it has refused: twelve times killed, it would refuse the same letters twelve times.
        distributor = HostProcess.Start(
            ["mailbox", "--address", $"http://127.0.0.1:{ports[^1]}", "--folder", Path.Combine(folder, "distributor"), "--key", Distributor, "--transient", File.Exists(TakenList) ? "0" : "3", "--lost", "1"],
            Clock.Environment);
        await distributor.Address(ToStart);
    }

    /// <summary>Returns when every host says that all of its roles can work.</summary>
    /// <exception cref="TimeoutException">One does not; with what it answers.</exception>
    public async Task AllReady(TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        for (var host = 0; host < Roles.Length;)
        {
            if (hosts[host]!.HasExited)
                StartAgain(host);
            if (await NotReady(host) is not { } why)
                host++;
            else if (watch.Elapsed > within)
                throw new TimeoutException($"{Roles[host]} is not ready within {within.TotalSeconds} s: {why}");
            else
                await Task.Delay(BetweenTries);
        }
    }

    /// <summary>Burglaries of today in a village, sent as the police's system sends them: again, until they are confirmed.</summary>
    public async Task Burgle(Village village)
    {
        var rows = Enumerable.Range(1, ReportsEach).Select(number => new { reference = $"{village.Id}-{number}", offence = "1320", reported_at = Clock.Now.ToString("O"), area_code = village.Id }).ToArray();
        await Insist("intake", "police", "/api/v1/reports", rows, HttpStatusCode.Accepted);
    }

    public async Task Hold(Village village, DateTimeOffset until)
    {
        var spike = await Asked<Guid>("select spike_id from decision.question where partnership_id = @Id", village);
        await Insist("web", village.Id, $"/api/v1/spikes/{spike}/hold", new { reason = "Vi ser på sagerne", until }, HttpStatusCode.OK, HttpStatusCode.Conflict);
    }

    public async Task Stop(Village village)
    {
        var plan = await Asked<Guid>("select id from activation.activation where partnership_id = @Id", village);
        await Insist("web", village.Id, $"/api/v1/activations/{plan}/stop", new { reason = "Tallene var fra en anden by" }, HttpStatusCode.OK, HttpStatusCode.Conflict);
    }

    public async Task<IReadOnlyList<T>> Query<T>(string statement, object? parameters = null)
    {
        await using var connection = await Connect();
        return (await connection.QueryAsync<T>(statement, parameters)).AsList();
    }

    /// <summary>Returns when a statement says that it is so.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    public async Task Becomes(string holds, object? parameters = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await Asked<bool>(holds, parameters))
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Not within {Patience.TotalMinutes} minutes: {holds}");
            await Task.Delay(BetweenTries);
        }
    }

    /// <summary>Returns when every message has gone. Where all that is left waits for its next attempt, time leaps there.</summary>
    /// <exception cref="TimeoutException">They do not go.</exception>
    public async Task SendAll()
    {
        var watch = Stopwatch.StartNew();
        while (!await Asked<bool>(AllSent))
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Not all has gone within {Patience.TotalMinutes} minutes.");
            if (await Asked<bool>(AllLeftWaits, new { now = Clock.Now.UtcDateTime }))
                Clock.Jump(ToNextAttempt);
            await Task.Delay(BetweenTries);
        }
    }

    /// <summary>Asks until there is an answer: the database may be away, and what is asked after not there yet.</summary>
    public async Task<T> Asked<T>(string statement, object? parameters = null)
    {
        while (true)
        {
            try
            {
                if (await Query<T>(statement, parameters) is [var answer, ..])
                    return answer;
            }
            catch (NpgsqlException)
            {
                // It is being killed.
            }

            await Task.Delay(BetweenTries);
        }
    }

    /// <summary>The most memory that each host has held at once, by role.</summary>
    public IEnumerable<(string Role, long PeakMb)> Memory => hosts.Select((host, number) => (Roles[number], host!.PeakMb));

    /// <summary>What the hosts have said, for a test that failed.</summary>
    public IEnumerable<string> Sayings => hosts.Select((host, number) => $"--- {Roles[number]}\n{host?.Output}");

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Append(distributor))
        {
            if (host is not null)
                await host.DisposeAsync();
        }

        foreach (var line in lines)
            await line.DisposeAsync();
        silence?.Dispose();
        client.Dispose();
        await Broker.DisposeAsync();
        await Postgres.DisposeAsync();
        Clock.Dispose();
        Disk?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string ConnectionString(int? port = null)
    {
        var direct = new NpgsqlConnectionStringBuilder(Postgres.SuperuserConnectionString("postgres"));
        return new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = port ?? direct.Port, Pooling = port is not null }.ConnectionString;
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(ConnectionString());
        await connection.OpenAsync();
        return connection;
    }

    private void StartHost(int host) => hosts[host] = HostProcess.Start(["run", "--roles", Roles[host]], SettingsOf(host), programs[host]);

    private Dictionary<string, string> SettingsOf(int host)
    {
        var settings = new Dictionary<string, string>(Clock.Environment)
        {
            ["ConnectionStrings__Database"] = ConnectionString(lines[0].Port),
            ["Transport__RabbitMq__Uri"] = new UriBuilder(Broker.AmqpUri) { Port = lines[1].Port }.Uri.ToString(),
            ["Carriers__Rest__Url"] = $"http://127.0.0.1:{lines[2].Port}",
            ["Carriers__Rest__Key"] = Distributor,
            ["Carriers__Rest__TimeoutSeconds"] = "5",
            ["Carriers__Folder__Path"] = Outgoing,
            ["Intake__Http__RequestsPerMinute"] = "600",
            ["RecipientKey"] = Convert.ToBase64String(recipientKey),
            ["Data"] = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"host-{host}")),
            ["Urls"] = $"http://127.0.0.1:{ports[host]}",
        };
        if (firstRetrySeconds is { } seconds)
            settings["Carriers__FirstRetrySeconds"] = seconds.ToString(CultureInfo.InvariantCulture);
        return settings;
    }

    /// <summary>As what looks after processes does: one that finds no database when it starts says so and ends.</summary>
    private void StartAgain(int host)
    {
        endedByThemselves.Add($"--- {Roles[host]} has ended by itself\n{hosts[host]!.Output}");
        StartHost(host);
    }

    /// <summary>What a host says that it waits for; null: nothing.</summary>
    private async Task<string?> NotReady(int host)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{ports[host]}/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK ? null : await answer.Content.ReadAsStringAsync();
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return away.Message;
        }
    }

    /// <summary>Sends until it is answered: a sender of ours does not give up, and a question asked twice has one effect.</summary>
    private async Task Insist(string role, string key, string path, object body, params HttpStatusCode[] done)
    {
        while (true)
        {
            try
            {
                using var content = new StringContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
                await content.LoadIntoBufferAsync();
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{ports[Array.IndexOf(Roles, role)]}{path}")) { Content = content };
                request.Headers.Authorization = new("Bearer", keys[key]);
                using var answer = await client.SendAsync(request);
                if (done.Contains(answer.StatusCode))
                    return;
                if ((int)answer.StatusCode is >= 400 and < 500 and not (408 or 429))
                    throw new InvalidOperationException($"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException or IOException)
            {
                // It is being killed, or cannot reach the database.
            }

            await Task.Delay(BetweenTries);
        }
    }

    private async Task Settle()
    {
        var now = Clock.Now.UtcDateTime.AddDays(-1);
        var cipher = new RecipientCipher(recipientKey);
        await using var source = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(ConnectionString(), DatabaseRoles.App, Scope.Everything));
        var database = new Database(source, TimeProvider.System, new MessageRoutes(inProcess: false, Hops.All));
        keys["police"] = (await new ApiKeys(database).Create("police", ["police"], Actor.Program, CancellationToken.None)).Key!;
        await Execute("insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Politibussen', 'mon-sun 08:00-20:00', 1, @now)", new { now });
        for (var number = 0; number < Villages.Count; number++)
        {
            var (village, west, area_id) = (Villages[number], 9 + (number * 0.2), number + 1);
            await Execute("""
                insert into intake.area (level, code, name, geometry, changed_at, shape_number) values ('postcode', @Id, 'Landsby ' || @Id, @geometry, @now, @area_id);
                insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, imported_at,
                    accepted_by_police, accepted_by_police_at, accepted_by_municipality, accepted_by_municipality_at)
                values (@Id, 1, @yaml, '2020-01-01', 'postcode', array[@Id], @now, 'coordinator', @now, 'lead', @now);
                insert into reactions.site (id, name, kind, latitude, longitude, imported_at) values (@Id, 'Torvet', 'square', 56.05, @longitude, @now);
                with added as (
                    insert into reactions.neighbour_friend (id, name, mail, role, language, consent_at, imported_at)
                    select @Id || '-' || number, 'Nabo', 'nabo@example.dk', 'neighbour-friend', 'da', @now, @now from generate_series(1, @FriendsEach) as number
                    returning id)
                insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) select id, @area_id from added
                """, new
            {
                village.Id,
                area_id,
                now,
                FriendsEach,
                longitude = west + 0.05,
                yaml = Agreement(village),
                geometry = FormattableString.Invariant($$"""{"type":"Polygon","coordinates":[[[{{west}},56],[{{west + 0.1}},56],[{{west + 0.1}},56.1],[{{west}},56.1],[{{west}},56]]]}"""),
            });
            await Residents.MoveIn(Execute, cipher, area_id, first: (number * 100_000) + 1, village.Residents, now);
            keys[village.Id] = await new PersonKeys(database).Create(village.Id, "coordinator", Actor.Program, CancellationToken.None);
        }
    }

    private async Task<int> Execute(string statement, object parameters)
    {
        await using var connection = await Connect();
        return await connection.ExecuteAsync(statement, parameters);
    }

    private static string Agreement(Village village) => $$"""
        partnership: { id: {{village.Id}}, name: "Partnerskab {{village.Id}}", municipality: "0751", policeDistrict: oestjylland }
        version: 1
        holdsFrom: 2020-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114" }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true, atNight: true }
        areas: { level: postcode, codes: ["{{village.Id}}"] }
        offences: { residential-burglary: ["1320"] }
        criteria:
          - { id: burst, offence: residential-burglary, level: activate, rule: { kind: threshold, atLeast: 3, withinDays: 7, countBy: reported } }
        decision: {{(village.Story == Story.IsHeld ? "{ mode: police, deadlineHours: 20, onDeadline: activate }" : "{ mode: automatic, deadlineHours: 4, onDeadline: escalate, deputies: [duty] }")}}
        plan:
          - { id: letters, party: municipality, responsible: lead, reaction: letter, template: residents-burst, atHours: 0 }
          - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
          - { id: station, party: police, responsible: coordinator, reaction: mobile-station, visits: 1, hours: 3, withinDays: 7, gate: { step: letters, informedShare: 0.9, askAfterHours: 24 } }
        end: { maximumDays: 3, allClear: true }
        people:
          - { id: coordinator, role: police-coordinator, name: Karen Koordinator, mail: koordinator@example.dk }
          - { id: duty, role: police-duty, name: Vagthavende, mail: vagt@example.dk }
          - { id: lead, role: municipal-lead, name: Peter Projektleder, mail: lead@example.dk }
        """;
}
