using System.Globalization;
using System.Text.Json;
using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests;

/// <summary>Three areas, one agreement and a database: where the stages from report to plan are tested.</summary>
internal sealed class Village : IAsyncDisposable
{
    public const string Partnership = "landsby";

    private static readonly string[] Codes = ["1", "2", "3"];

    private Village(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public AgreementBook Agreements { get; } = new();

    public AreaMap Map { get; } = new();

    public DateOnly Today => DanishTime.DayOf(Database.Clock.GetUtcNow());

    public static async Task<Village> Settle(string decision = "mode: automatic", string criterion = "", string rule = "", string end = "maximumDays: 42, allClear: true",
        string moreCriteria = "", string offences = """residential-burglary: ["1320"]""", string coordinator = "", string areas = "all", string deputy = "", string walk = "", bool inProcess = true)
    {
        var village = new Village(await TestDatabase.Create(inProcess));
        foreach (var code in Codes)
        {
            await village.Database.Execute(
                "insert into intake.area (level, code, name, geometry, changed_at, shape_number) values ('postcode', @code, 'Område ' || @code, @geometry, @at, nextval('intake.change_number'))",
                new { code, geometry = Square(int.Parse(code, CultureInfo.InvariantCulture)), at = TestDatabase.Start.UtcDateTime });
        }

        await village.Agree(Partnership, Yaml(Partnership, decision, criterion, rule, end, moreCriteria, offences, coordinator, areas, deputy, walk));
        return village;
    }

    /// <summary>A second partnership beside the first, with people of the same roles.</summary>
    public Task SettleNeighbour(string partnership, string decision, string areas) =>
        Agree(partnership, Yaml(partnership, decision, "", "", "maximumDays: 42, allClear: true", "", """residential-burglary: ["1320"]""", "", areas));

    /// <summary>Reports in one area, reported and known at the clock's moment.</summary>
    public async Task Report(int count, string area = "1", string prefix = "R", int revision = 1, bool withdrawn = false, DateOnly? reportedDay = null, string offence = "1320")
    {
        var now = Database.Clock.GetUtcNow();
        var day = reportedDay ?? Today;
        await Receive([.. Enumerable.Range(1, count).Select(number => new ReportRow(
            "test", $"{prefix}-{area}-{number}", revision, withdrawn, now, offence, false, DanishTime.StartOf(day), day, null, null, null, null, area))]);
    }

    public Task<Files.IntakeCount> Receive(IReadOnlyList<ReportRow> rows) => new ReceiveReports(Database.Database, Map).Store(rows, CancellationToken.None);

    public Task JudgeSoFar() => TestDatabase.Deliver(new JudgeAreas(Database.Gathering, Agreements, Map), new AreasChanged("test"));

    /// <summary>Lets days end, one after the other, as the nightly job does.</summary>
    public async Task Nights(int count)
    {
        for (var night = 0; night < count; night++)
        {
            Database.Clock.MoveTo(DanishTime.EndOf(Today).AddMinutes(5));
            await new JudgeEveryArea(Database.Database, Agreements, Map).Run(CancellationToken.None);
        }
    }

    public void Wait(TimeSpan time) => Database.Clock.MoveTo(Database.Clock.GetUtcNow() + time);

    public Task<Guid> Spike() => Database.Scalar<Guid>("select id from detection.spike order by opened_at desc limit 1");

    public async Task AskAboutSpike() => await TestDatabase.Deliver<SpikeDetected>(new OpenQuestion(Database.Database, Agreements), new SpikeDetected(await Spike()));

    public async Task TellOfEscalation() => await TestDatabase.Deliver<SpikeEscalated>(new OpenQuestion(Database.Database, Agreements), new SpikeEscalated(await Spike()));

    public SealedReasons Reasons { get; } = new(new byte[32]);

    public async Task<Rules.Problem?> Answer(Guid spike, string action, string person, string? reason = null, string partnership = Partnership, double? holdHours = null, bool together = false, string? areasSeen = null) =>
        await new AnswerQuestion(Database.Database, Agreements, Reasons).Answer(
            spike, new GivenAnswer(action, reason, holdHours is { } hours ? Database.Clock.GetUtcNow().AddHours(hours) : null) { Together = together, AreasSeen = areasSeen ?? (together ? await AreasOffered(spike) : null) }, partnership, person, CancellationToken.None);

    /// <summary>As the pages show them.</summary>
    private Task<string?> AreasOffered(Guid spike) => Database.Scalar<string?>("""
        select string_agg(distinct area.code || ' ' || area.name, ', ' order by area.code || ' ' || area.name)
        from decision.joint_member as own
        join decision.joint_member as other on other.joint_id = own.joint_id and other.left_at is null
        join intake.area on area.id = other.area_id
        where own.spike_id = @spike and own.left_at is null
        """, new { spike });

    /// <summary>Lets the clock settle what is due.</summary>
    public Task SettleOverdue() => new SettleOverdue(Database.Database, Agreements, Database.Clock).Run(CancellationToken.None);

    public async Task StartPlan() => await TestDatabase.Deliver(new StartActivation(Database.Database, Agreements), new PlanActivated(await Spike()));

    public Task Watch() => new WatchActivations(Database.Database, Database.Gathering, Agreements, Database.Clock).Run(CancellationToken.None);

    /// <summary>Messages of a type that wait in the outbox, one for each listener.</summary>
    public Task<int> Said(string message) => Database.Scalar<int>("select count(distinct message_id)::int from plumbing.outbox where type = @message", new { message });

    /// <summary>Hands a consumer the messages of a type that wait for it, in their order, and takes them out of the outbox.</summary>
    public async Task Hear<T>(string queue, IConsumer<T> consumer) where T : class
    {
        var waiting = await Database.Query<(Guid Id, string Body)>(
            "delete from plumbing.outbox where type = @type and consumer = @queue returning message_id, body::text", new { type = typeof(T).Name, queue });
        foreach (var (id, body) in waiting.OrderBy(one => one.Id))
            await TestDatabase.Deliver(consumer, JsonSerializer.Deserialize<T>(body)!, id);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private Task Agree(string partnership, string yaml) => Database.Database.Do(async work =>
    {
        var texts = new Flow.Texts.TemplateBook();
        var reading = await ImportAgreement.ProposeAsWritten(work, yaml, $"{partnership}.yaml", texts);
        if (reading.Agreement is null)
            throw new InvalidOperationException(string.Join('\n', reading.Problems));
        foreach (var (party, person) in new[] { (Party.Police, "coordinator"), (Party.Municipality, "lead") })
        {
            var problem = await ShowBacktest.To(work, Agreements, partnership, 1, person, BacktestSeen.NothingStored)
                ?? await AcceptAgreement.By(work, Agreements, partnership, 1, party, person);
            if (problem is not null)
                throw new InvalidOperationException(problem.ToString());
        }
    }, CancellationToken.None);

    /// <summary>The square of degrees that an area is.</summary>
    public static string Square(int at) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"Polygon\",\"coordinates\":[[[{at},56],[{at + 1},56],[{at + 1},57],[{at},57],[{at},56]]]}}");

    private static string Yaml(string partnership, string decision, string criterion, string rule, string end, string moreCriteria, string offences, string coordinator, string areas, string deputy = "", string walk = "") => $$"""
        partnership: { id: {{partnership}}, name: Landsbyen, municipality: "0999", policeDistrict: demo }
        version: 1
        holdsFrom: 2020-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114", smallestCount: 1 }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true }
        areas: { level: postcode, codes: {{areas}} }
        offences: { {{offences}} }
        criteria:
          - { id: burst, offence: {{offences.Split(':')[0]}}, level: activate, rule: { kind: threshold, atLeast: 3, withinDays: 7{{rule}} }{{criterion}} }{{moreCriteria}}
        decision: { {{decision}} }
        plan:
          - { id: letters, party: municipality, responsible: lead, reaction: letter, template: residents-burst, atHours: 0 }
          - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
          - { id: post, party: municipality, responsible: lead, reaction: local-post, template: local-post, atHours: 2, dueHours: 24 }
          - { id: station, party: police, responsible: coordinator, reaction: mobile-station, visits: 1, hours: 3, withinDays: 7,
              gate: { step: letters, informedShare: 0.9, askAfterHours: 48 }, otherwise: { place: supermarket, withStep: post } }
          - { id: walk, party: municipality, responsible: lead, reaction: task, task: tryghedsvandring, dueDays: 14{{walk}} }
        end: { {{end}} }
        people:
          - { id: coordinator, role: police-coordinator, name: Karen Koordinator, mail: karen@example.dk{{coordinator}} }
          - { id: duty, role: police-duty, name: Viggo Vagthavende, mail: viggo@example.dk }
          - { id: lead, role: municipal-lead, name: Peter Projektleder, mail: peter@example.dk{{StoodInFor(deputy)}}
        """;

    /// <summary>The end of the lead's line, and the deputy's own where there is one.</summary>
    private static string StoodInFor(string deputy) => deputy.Length == 0
        ? " }"
        : $", deputy: {deputy} }}\n  - {{ id: {deputy}, role: municipal-lead, name: Sofie Stedfortræder, mail: sofie@example.dk }}";
}
