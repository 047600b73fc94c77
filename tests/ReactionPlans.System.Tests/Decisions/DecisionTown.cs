using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Intake;
using ReactionPlans.System.Tests.Intake;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Decisions;

/// <summary>The running program with a partnership for each way of deciding, each with a postcode of its own; its people answer over HTTP.</summary>
internal sealed class DecisionTown : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ServingHost host;
    private readonly HttpClient client;

    private DecisionTown(TestDatabase database, ServingHost host)
    {
        (Database, this.host) = (database, host);
        client = new HttpClient { BaseAddress = host.Address };
    }

    public TestDatabase Database { get; }

    /// <param name="decisions">Partnership to its decision rule. Only the first two lie side by side.</param>
    public static async Task<DecisionTown> Open(IReadOnlyList<(string Partnership, string Decision)> decisions)
    {
        var database = await TestDatabase.Create();
        for (var number = 0; number < decisions.Count; number++)
        {
            var (partnership, decision) = decisions[number];
            var west = number < 2 ? number : 2 * number;
            await database.Execute("""
                insert into intake.area (level, code, name, geometry, changed_at, shape_number)
                values ('postcode', @partnership, 'By ' || @partnership, @geometry, @now, @number);
                insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, imported_at,
                    accepted_by_police, accepted_by_police_at, accepted_by_municipality, accepted_by_municipality_at)
                values (@partnership, 1, @yaml, '2020-01-01', 'postcode', array[@partnership], @now, 'coordinator', @now, 'lead', @now)
                """, new
            {
                partnership,
                number = number + 1,
                now = DateTime.UtcNow.AddDays(-1),
                geometry = FormattableString.Invariant($$"""{"type":"Polygon","coordinates":[[[{{west}},56],[{{west + 1}},56],[{{west + 1}},57],[{{west}},57],[{{west}},56]]]}"""),
                yaml = Agreement.Replace("ID", partnership, StringComparison.Ordinal).Replace("DECISION", decision, StringComparison.Ordinal),
            });
        }

        return new DecisionTown(database, await ServingHost.Start(database));
    }

    /// <summary>Burglaries of today in a partnership's postcode, sent as the police's system sends them.</summary>
    public async Task Burgle(string partnership, int count, string prefix = "R")
    {
        var key = (await new ApiKeys(Database.Database).Create($"{partnership}-{prefix}", [$"{partnership}-{prefix}"], Actor.Program, CancellationToken.None)).Key!;
        var rows = Enumerable.Range(1, count).Select(number => new { reference = $"{prefix}{number}", offence = "1320", reported_at = DateTime.UtcNow.ToString("O"), area_code = partnership });
        using var content = new StringContent(JsonSerializer.Serialize(rows), Encoding.UTF8, "application/json");
        await content.LoadIntoBufferAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports") { Content = content };
        request.Headers.Authorization = new("Bearer", key);
        using var response = await client.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string Body)> Answer(string partnership, string person, string action, string? reason = null, DateTimeOffset? until = null, string? jointAreas = null)
    {
        using var content = JsonContent.Create(new { reason, until, jointAreas });
        await content.LoadIntoBufferAsync();
        return await Send(partnership, person, HttpMethod.Post, $"/api/v1/spikes/{await Spike(partnership)}/{action}", content);
    }

    public async Task<string> Waiting(string partnership, string person) => (await Send(partnership, person, HttpMethod.Get, "/api/v1/spikes")).Body;

    public Task<Guid> Spike(string partnership) => Database.Scalar<Guid>("select id from detection.spike where partnership_id = @partnership", new { partnership });

    /// <summary>"Open 1", the question's state and round; null before it is asked.</summary>
    public Task<string?> Question(string partnership) =>
        Database.Scalar<string?>("select state || ' ' || round from decision.question where partnership_id = @partnership", new { partnership });

    public Task Becomes(string partnership, string question) => Eventually.Holds(async () => await Question(partnership) == question, Patience);

    public Task Starts(string partnership) =>
        Eventually.Holds(async () => await Database.Rows("activation.activation", $"partnership_id = '{partnership}'") == 1, Patience);

    /// <summary>The deadline, or the end of the hold, has come: the program's own clock finds it within a minute.</summary>
    public Task LetTimePass(params string[] partnerships) =>
        Database.Execute("update decision.question set deadline_at = now() - interval '1 second', remind_at = null where partnership_id = any(@partnerships)", new { partnerships });

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, string Body)> Send(string partnership, string person, HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new("Bearer", await new PersonKeys(Database.Database).Create(partnership, person, Actor.Program, CancellationToken.None));
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private const string Agreement = """
        partnership: { id: ID, name: "Partnerskab ID", municipality: "0751", policeDistrict: oestjylland }
        version: 1
        holdsFrom: 2020-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114" }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true }
        areas: { level: postcode, codes: ["ID"] }
        offences: { residential-burglary: ["1320"] }
        criteria:
          - { id: burst, offence: residential-burglary, level: activate, rule: { kind: threshold, atLeast: 3, withinDays: 7, countBy: reported } }
        decision: { DECISION }
        plan:
          - { id: letters, party: municipality, responsible: lead, reaction: letter, template: residents-burst, atHours: 0 }
          - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
        end: { maximumDays: 42, allClear: true }
        people:
          - { id: coordinator, role: police-coordinator, name: Karen Koordinator, mail: koordinator@example.dk }
          - { id: duty, role: police-duty, name: Vagthavende, mail: vagt@example.dk }
          - { id: lead, role: municipal-lead, name: Peter Projektleder, mail: lead@example.dk }
        """;
}
