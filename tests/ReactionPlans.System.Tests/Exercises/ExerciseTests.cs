using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.System.Tests.ConsolePages;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Exercises;

/// <summary>An exercise as people hold it, in the running program beside a live installation's settings: they practise everything, and nothing of it reaches
/// the live carriers, nor anybody else. Where the program connects to is written down from inside it.</summary>
public sealed partial class ExerciseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private DirectoryInfo folder = null!;
    private TestDatabase database = null!;
    private TcpListener livePost = null!;
    private ConnectionLog connections = null!;
    private Dictionary<string, string> settings = null!;

    private string Outgoing => In("outgoing");

    [SetUp]
    public async Task Lay()
    {
        folder = Directory.CreateTempSubdirectory("rp-exercise-");
        database = await TestDatabase.Create();
        await DatabaseRoles.Ensure(database.SuperuserConnectionString, default); // a template's copy lacks what is granted on the database
        livePost = new TcpListener(IPAddress.Loopback, 0);
        livePost.Start();
        connections = new ConnectionLog(In("connections.txt"));
        settings = new Dictionary<string, string>(connections.Settings)
        {
            // The live installation's, which an exercise must not see.
            ["ConnectionStrings__Database"] = "Host=127.0.0.1;Port=1;Database=live;Username=live",
            ["Carriers__Smtp__Host"] = "127.0.0.1",
            ["Carriers__Smtp__Port"] = $"{((IPEndPoint)livePost.LocalEndpoint).Port}",
            ["Carriers__Smtp__Tls"] = "None",
            ["Carriers__Folder__Path"] = In("live"),
            ["Transport__RabbitMq__Uri"] = "amqp://live:live@127.0.0.1:1/",
            ["Exercise__ConnectionStrings__Database"] = database.SuperuserConnectionString,
            ["Exercise__Carriers__Folder__Path"] = Outgoing,
            ["Exercise__Urls"] = "http://127.0.0.1:0",
        };
        await File.WriteAllTextAsync(In("agreement.yaml"), Agreement);
        await File.WriteAllTextAsync(In("areas.geojson"), Areas);
        await File.WriteAllTextAsync(In("residents.csv"), Residents(3));
        await File.WriteAllTextAsync(In("friends.csv"), Friends);
    }

    [TearDown]
    public async Task Clear()
    {
        livePost.Dispose();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task People_practise_the_whole_plan_and_nothing_reaches_the_live_carriers()
    {
        var passwords = await Prepare();
        await using var program = HostProcess.Start(["exercise", "run", "--data", folder.FullName], settings);
        var address = await program.Address(Patience);

        await using var browser = await Browser.Start();
        var page = await browser.Open(address);
        await page.GotoAsync("/");
        await page.GetByLabel("Brugernavn").FillAsync("coordinator");
        await page.GetByLabel("Adgangskode").FillAsync(passwords["coordinator"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log ind" }).ClickAsync();
        Assert.That(await page.TitleAsync(), Does.StartWith("Øvelse: "));
        await page.GetByRole(AriaRole.Link, new() { Name = "Øvelse", Exact = true }).ClickAsync();
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, "exercise-start");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start øvelsen" }).ClickAsync();

        await Eventually.Holds(async () => await database.Rows("decision.question", "state = 'Open'") == 1, Patience);
        await page.GotoAsync("/");
        Assert.That(await page.Locator("body").InnerTextAsync(), Does.StartWith("Gå til sidens indhold\nØvelse. Intet på disse sider er sket i virkeligheden."));
        await Browser.Picture(page, "exercise-question");
        await page.GetByRole(AriaRole.Button, new() { Name = "Godkend" }).ClickAsync();
        await Eventually.Holds(async () => await database.Rows("activation.task", "reaction = 'LocalPost'") == 1 && await database.Rows("delivery.delivery", "kind = 'Letter'") == 3, Patience);
        await Eventually.Holds(async () => await database.Rows("delivery.delivery", "kind in ('Letter', 'NeighbourMessage') and state = 'Accepted'") == 5, Patience);

        var alerts = await page.Context.APIRequest.GetAsync($"{address}api/v1/alerts.cap.xml", new()
        {
            Headers = [new("Authorization", $"Bearer {await new PersonKeys(database.Database).Create("oevet", "coordinator", Actor.Program, default)}")],
        });
        Assert.That(await alerts.TextAsync(), Does.Contain("<status>Exercise</status>").And.Not.Contain("Actual"));

        await page.GotoAsync("/Exercise");
        await Browser.Picture(page, "exercise-under-way");
        await page.GetByRole(AriaRole.Button, new() { Name = "Afslut øvelsen" }).ClickAsync();
        await Eventually.Holds(async () => await database.Rows("intake.report_revision", "withdrawn") > 3, Patience);
        await program.Kill();

        var written = OutgoingFiles.ReadAll(Outgoing);
        Assert.That(written, Has.Count.GreaterThanOrEqualTo(6), "letters, messages and notices");
        Assert.That(written, Is.All.Contain("VELSE")); // a mail's subject is written in its own code for Danish letters
        Assert.That(written, Has.None.Contains("localhost:8080").And.Some.Contains("http://127.0.0.1:0/Answer/"), "links lead to the exercise's own console");
        Assert.That(await database.Query<string>("select text from reactions.local_post"), Is.All.StartsWith("ØVELSE: "));

        Assert.That(livePost.Pending(), Is.False, "somebody has called the live mail server");
        Assert.That(Directory.Exists(In("live")), Is.False, "the live folder for letters");
        Assert.That(connections.All.Distinct(), Is.EqualTo([await DatabaseAddress()]), "the exercise's database, and nobody else");
    }

    [Test]
    public async Task The_real_residents_file_and_the_other_kind_of_database_are_refused()
    {
        await File.WriteAllTextAsync(In("residents.csv"), Residents(201));
        var (code, output) = await HostProcess.Run(Preparing, settings);
        Assert.That((code, Said(output)), Is.EqualTo((1, true)));
        bool Said(string text) => text.Contains("RP6053", StringComparison.Ordinal);

        (code, output) = await HostProcess.Run(["exercise", "run", "--data", folder.FullName], settings);
        Assert.That(output, Does.Contain("RP6051"));
        Assert.That(code, Is.EqualTo(1));

        (code, output) = await HostProcess.Run(["run", "--data", folder.FullName], new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
            ["RecipientKey"] = Convert.ToBase64String(new byte[32]),
        });
        Assert.That(output, Does.Contain("RP6052"));
        Assert.That(code, Is.EqualTo(1));
    }

    private string[] Preparing =>
    [
        "exercise", "prepare", "--agreement", In("agreement.yaml"), "--areas", In("areas.geojson"), "--residents", In("residents.csv"),
        "--neighbour-friends", In("friends.csv"), "--data", folder.FullName,
    ];

    /// <returns>The passwords it told, by user.</returns>
    private async Task<Dictionary<string, string>> Prepare()
    {
        var (code, output) = await HostProcess.Run(Preparing, settings);
        Assert.That(code, Is.Zero, output);
        return SignIns().Matches(output).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    private async Task<string> DatabaseAddress()
    {
        await using var connection = await database.Superuser.OpenConnectionAsync();
        return $"{IPAddress.Loopback}:{connection.Port}";
    }

    private string In(string name) => Path.Combine(folder.FullName, name);

    private static string Residents(int count) => "recipient_id_type,recipient_id,address_id,household,latitude,longitude,digital_post,protected,language\n"
        + string.Concat(Enumerable.Range(1, count).Select(number => FormattableString.Invariant($"synthetic,test-{number},a{number},h{number},56.5,10.5,{(number == 1 ? "exempt" : "subscribed")},0,da\n")));

    private const string Friends = """
        id,name,latitude,longitude,mail,role,language,consent_at
        n1,Test Et,56.5,10.5,et@example.dk,neighbour-friend,da,2026-01-01
        n2,Test To,56.5,10.5,to@example.dk,neighbour-friend,da,2026-01-01

        """;

    private const string Areas = """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"code":"8000","name":"Vest","level":"postcode"},"geometry":{"type":"Polygon","coordinates":[[[10,56],[11,56],[11,57],[10,57],[10,56]]]}},
          {"type":"Feature","properties":{"code":"8210","name":"Øst","level":"postcode"},"geometry":{"type":"Polygon","coordinates":[[[11,56],[12,56],[12,57],[11,57],[11,56]]]}}]}
        """;

    private const string Agreement = """
        partnership: { id: oevet, name: Øvet, municipality: "0751", policeDistrict: oestjylland }
        version: 1
        holdsFrom: 2020-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114" }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true, atNight: true }
        areas: { level: postcode, codes: all }
        offences: { residential-burglary: ["1320"] }
        criteria:
          - { id: burst, offence: residential-burglary, level: activate, rule: { kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }, holdForDays: 2 }
        decision: { mode: police, deadlineHours: 4, onDeadline: lapse }
        plan:
          - { id: letters, party: municipality, responsible: lead, reaction: letter, template: residents-burst, atHours: 0 }
          - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
          - { id: post, party: municipality, responsible: lead, reaction: local-post, template: local-post, atHours: 0, dueHours: 24 }
        end: { maximumDays: 42, allClear: true }
        people:
          - { id: coordinator, role: police-coordinator, name: Karen Koordinator, mail: karen@example.dk }
          - { id: lead, role: municipal-lead, name: Peter Projektleder, mail: peter@example.dk }
        """;

    [GeneratedRegex(@"(coordinator|lead)\W+([a-z0-9]{20})")]
    private static partial Regex SignIns();
}
