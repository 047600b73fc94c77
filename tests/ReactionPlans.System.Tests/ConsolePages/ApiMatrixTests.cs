using System.Globalization;
using System.Net;
using System.Text;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Access;
using ReactionPlans.System.Tests.Intake;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>
/// Every route of the API x everything that somebody can come with, held against the table of rights, at the program as it serves: a key and a client's token of each role and partnership, keys and
/// clients that are for something else, a browser's cookie, and what opens nothing.
/// </summary>
public sealed class ApiMatrixTests
{
    private const string Reports = "/api/v1/reports", Receipts = "/api/v1/receipts", Calendar = "/api/v1/stations/bus/calendar.ics";
    private const string CarrierKey = "agreed with the carrier beforehand", Joint = "joint";

    /// <summary>What lets a request in at all. A person's is the agreement's to judge; the others open one route each.</summary>
    private enum Opens
    {
        Nothing,
        WhatThePersonMay,
        Reports,
        Receipts,
        Calendar,
    }

    /// <param name="Role">Of the person in whose name it comes.</param>
    /// <param name="Key">What stands after ?key= in the address.</param>
    private sealed record Caller(string Name, Opens Opens, string? Authorization = null, PersonRole Role = default, bool IsForeign = false, string? Cookie = null, string? Key = null);

    private static readonly (string Person, PersonRole Role)[] People =
        [("coordinator", PersonRole.PoliceCoordinator), ("duty", PersonRole.PoliceDuty), ("lead", PersonRole.MunicipalLead), (Joint, PersonRole.JointCoordinator)];

    /// <summary>The console's are held to the running program by <see cref="AuthorizationMatrixTests"/>; the two without a person are served beside it. What is sent goes to an id that nobody has, so nothing comes of it.</summary>
    private static readonly (string Method, string Address, Right? Right, bool IsOfOnePartnership)[] Routes =
    [
        .. MatrixRoutes.Closed.Where(one => one.Address.StartsWith("/api/", StringComparison.Ordinal)).Select(one => ("GET", one.Address, (Right?)one.Right, MatrixRoutes.IsOfOnePartnership(one.Route))),
        .. MatrixRoutes.Sent.Select(one => ("POST", one.Address.Replace($"{ConsoleScene.Decide}", $"{Guid.Empty}", StringComparison.Ordinal).Replace($"{ConsoleScene.RunningPlan}", $"{Guid.Empty}", StringComparison.Ordinal), (Right?)one.Right, true)),
        ("POST", Reports, null, false),
        ("POST", Receipts, null, false),
    ];

    private readonly List<Caller> callers = [];
    private TestDatabase database = null!;
    private LyingProvider provider = null!;
    private ServingHost host = null!;
    private HttpClient http = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        database = await TestDatabase.Create();
        await ConsoleScene.Set(database);
        await database.Execute($$"""
            update agreements.version set yaml = yaml || E'\n  - { id: {{Joint}}, role: joint-coordinator, name: Fie Fælles, mail: joint@example.dk }\n';
            insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Bussen', 'mon 10:00-18:00', 1, now()), ('van', 'Vognen', 'mon 10:00-18:00', 1, now())
            """);
        provider = await LyingProvider.Start();
        var settings = new Dictionary<string, string>
        {
            ["Carriers__ReceiptKeys__post"] = CarrierKey,
            ["SignIn__LocalAccounts"] = "true",
            ["SignIn__Provider__Name"] = "Kommunens login",
            ["SignIn__Provider__Authority"] = provider.Address.ToString().TrimEnd('/'),
            ["SignIn__Provider__ClientId"] = IdentityProvider.ClientId,
            ["SignIn__Provider__Work__0__Value"] = "rp-secretariat",
            ["SignIn__Provider__Work__0__Role"] = "national-secretariat",
            ["SignIn__Provider__Audience"] = LyingProvider.Audience,
            ["SignIn__Provider__Clients__0__Client"] = "journal",
            ["SignIn__Provider__Clients__0__Sources__0"] = "test",
        };
        foreach (var (number, (partnership, person, client)) in Clients().Index())
        {
            settings[$"SignIn__Provider__Clients__{number + 1}__Client"] = client;
            settings[$"SignIn__Provider__Clients__{number + 1}__Partnership"] = partnership;
            settings[$"SignIn__Provider__Clients__{number + 1}__Person"] = person;
        }

        host = await ServingHost.Start(database, settings);
        http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
        await FindCallers();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        http.Dispose();
        await host.DisposeAsync();
        await provider.DisposeAsync();
        await database.DisposeAsync();
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Each_route_opens_to_what_the_table_says_and_to_nothing_else((string Method, string Address, Right? Right, bool IsOfOnePartnership) route)
    {
        Assert.That(callers, Has.Count.EqualTo(14 + 8 + 8 + 3));
        foreach (var caller in callers)
        {
            await database.Execute("delete from access.attempt"); // or so many wrong keys would be told to wait
            Assert.That(await Ask(route.Method, route.Address, caller), Is.EqualTo(Expected(route, caller)), $"{caller.Name} at {route.Method} {route.Address}");
        }
    }

    [Test]
    public async Task A_client_delivers_the_reports_of_its_sources_and_no_others()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Reports)
        {
            Content = new StringContent("""
                [{"source":"test","reference":"C1","offence":"1320","reported_at":"2024-03-01","area_code":"8240"},
                 {"source":"fremmed","reference":"C2","offence":"1320","reported_at":"2024-03-01","area_code":"8240"}]
                """, Encoding.UTF8, "application/json"),
            Headers = { Authorization = new("Bearer", provider.AccessToken("journal")) },
        };
        using var answer = await http.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("\"accepted\":1").And.Contain("RP1046"));
        Assert.That(await database.Rows("intake.report", "source = 'fremmed'"), Is.Zero);
    }

    private static HttpStatusCode Expected((string Method, string Address, Right? Right, bool IsOfOnePartnership) route, Caller caller) => caller.Opens switch
    {
        Opens.WhatThePersonMay when route.Right is { } right => !Rights.May(caller.Role, right) ? HttpStatusCode.Forbidden
            : route.IsOfOnePartnership && (caller.IsForeign || route.Method == "POST") ? HttpStatusCode.NotFound
            : HttpStatusCode.OK,
        Opens.Reports when route.Address == Reports => HttpStatusCode.Accepted,
        Opens.Receipts when route.Address == Receipts => HttpStatusCode.Accepted,
        Opens.Calendar when route.Address == Calendar => HttpStatusCode.OK,
        _ => HttpStatusCode.Unauthorized,
    };

    private async Task<HttpStatusCode> Ask(string method, string address, Caller caller)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), caller.Key is null ? address : $"{address}?key={caller.Key}");
        if (caller.Authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", caller.Authorization);
        if (caller.Cookie is not null)
            request.Headers.Add("Cookie", caller.Cookie);
        if (method == "POST")
        {
            request.Content = new StringContent(address is Reports or Receipts ? "[]" : """{"reason":"Tallene var fra en anden by"}""", Encoding.UTF8, "application/json");
            await request.Content.LoadIntoBufferAsync();
        }

        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task FindCallers()
    {
        var (keys, sources) = (new PersonKeys(database.Database), new ApiKeys(database.Database));
        var revoked = await keys.Create(ConsoleScene.Partnership, "lead", Actor.Program, default);
        await keys.Revoke(revoked.Split('_', 3)[1], Actor.Program, default);
        var ofBus = await keys.Create(ConsoleScene.Partnership, "coordinator", Actor.Program, default, "bus");
        var ofVan = await keys.Create(ConsoleScene.Partnership, "coordinator", Actor.Program, default, "van");
        var ofSource = (await sources.Create("Test", ["test"], Actor.Program, default)).Key!;
        var ofPerson = await keys.Create(ConsoleScene.Partnership, "coordinator", Actor.Program, default);
        callers.AddRange(
        [
            new("nobody", Opens.Nothing),
            new("another way to say who one is", Opens.Nothing, $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{ofPerson}"))}"),
            new("nothing after Bearer", Opens.Nothing, "Bearer "),
            new("a wrong secret", Opens.Nothing, $"Bearer {ofPerson[..^2]}xx"),
            new("a revoked key", Opens.Nothing, $"Bearer {revoked}"),
            new("a person's key in the address", Opens.Nothing, Key: ofPerson),
            new("a browser's cookie", Opens.Nothing, Cookie: await CookieOf("coordinator")),
            new("a source's key", Opens.Reports, $"Bearer {ofSource}"),
            new("a source's client", Opens.Reports, $"Bearer {provider.AccessToken("journal")}"),
            new("a carrier's key", Opens.Receipts, $"Bearer {CarrierKey}"),
            new("a station's key", Opens.Calendar, Key: ofBus),
            new("another station's key", Opens.Nothing, Key: ofVan),
            new("a station's key where a person's belongs", Opens.Nothing, $"Bearer {ofBus}"),
            new("an unknown client", Opens.Nothing, $"Bearer {provider.AccessToken("unknown")}"),
        ]);
        foreach (var partnership in new[] { ConsoleScene.Partnership, ConsoleScene.OtherPartnership })
        {
            foreach (var (person, role) in People)
                callers.Add(new($"{role}'s key of {partnership}", Opens.WhatThePersonMay, $"Bearer {await keys.Create(partnership, person, Actor.Program, default)}", role, partnership != ConsoleScene.Partnership));
        }

        foreach (var (partnership, person, client) in Clients())
            callers.Add(new($"client {client}", Opens.WhatThePersonMay, $"Bearer {provider.AccessToken(client)}", People.Single(one => one.Person == person).Role, partnership != ConsoleScene.Partnership));
        provider.Lie = Lie.Expired;
        callers.Add(new("an expired token", Opens.Nothing, $"Bearer {provider.AccessToken($"coordinator.{ConsoleScene.Partnership}")}"));
        provider.Lie = Lie.WithoutSignature;
        callers.Add(new("a token without signature", Opens.Nothing, $"Bearer {provider.AccessToken($"coordinator.{ConsoleScene.Partnership}")}"));
        provider.Lie = Lie.Nothing;
        callers.Add(new("an id token", Opens.Nothing, $"Bearer {provider.IdToken()}"));
    }

    private static IEnumerable<(string Partnership, string Person, string Client)> Clients() =>
        from partnership in new[] { ConsoleScene.Partnership, ConsoleScene.OtherPartnership }
        from one in People
        select (partnership, one.Person, string.Create(CultureInfo.InvariantCulture, $"{one.Person}.{partnership}"));

    /// <summary>Of somebody who has signed in to the console.</summary>
    private async Task<string> CookieOf(string person)
    {
        var password = await new Accounts(database.Database).Create(person, ConsoleScene.Partnership, person);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = host.Address };
        var token = LinkVisitor.TokenIn(await browser.GetStringAsync("/SignIn"));
        using var form = new FormUrlEncodedContent([new("UserName", person), new("Password", password), new("__RequestVerificationToken", token)]);
        using var answer = await browser.PostAsync("/SignIn", form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        return handler.CookieContainer.GetCookieHeader(host.Address);
    }
}
