using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Web;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>
/// Every route x every role x the own partnership and a foreign one, held against the table of rights. The routes are the running program's:
/// one that this list does not know, and a form whose handler does not say what it needs, fail.
/// </summary>
public sealed partial class AuthorizationMatrixTests
{
    private const string Anybody = "anybody", Joint = "joint";

    /// <summary>An address of the own partnership for each route that only signed-in people may see; (route, right, address).</summary>
    private static readonly (string Route, Right Right, string Address)[] Closed = MatrixRoutes.Closed;

    private static readonly (string Route, Right Right, string Address)[] Sent = MatrixRoutes.Sent;

    private static readonly (string UserName, string? PersonId, PersonRole Role)[] People =
    [
        ("coordinator", "coordinator", PersonRole.PoliceCoordinator), ("duty", "duty", PersonRole.PoliceDuty), ("lead", "lead", PersonRole.MunicipalLead), (Joint, Joint, PersonRole.JointCoordinator),
        ("secretariat", null, PersonRole.NationalSecretariat), ("administrator", null, PersonRole.Administrator),
    ];

    private readonly Dictionary<(string UserName, string Partnership), HttpClient> browsers = [];
    private readonly Dictionary<(string UserName, string Partnership), HttpClient> systems = [];
    private ConsoleSite site = null!;

    [OneTimeSetUp]
    public async Task OpenTheConsole()
    {
        site = await ConsoleSite.Start();
        await ConsoleScene.Set(site.Database);
        await ConsoleScene.Reject(site.Database);
        await site.Database.Execute($$"""
            update agreements.version set yaml = yaml || E'\n  - { id: {{Joint}}, role: joint-coordinator, name: Fie Fælles, mail: joint@example.dk }\n';
            update agreements.version set yaml = replace(replace(yaml, 'Risskov', 'Nabobyen'), '8240', '9999') where partnership_id = '{{ConsoleScene.OtherPartnership}}';
            insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Bussen', 'mon 10:00-18:00', 1, now());
            update activation.task set visits = 1, visit_hours = 3, within_days = 7 where step_id = 'station';
            insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, planned_at)
                values ('{{ConsoleScene.RunningPlan}}', '{{ConsoleScene.Partnership}}', 'station', 1, 'Unplaced', now())
            """);
        var keys = new PersonKeys(new Database(site.Database.App, site.Database.Clock, new MessageRoutes(true, Flow.Hops.All)));
        foreach (var partnership in new[] { ConsoleScene.Partnership, ConsoleScene.OtherPartnership })
        {
            foreach (var (userName, personId, role) in People)
            {
                var account = personId is null ? userName : $"{userName}.{partnership}";
                if (personId is null && partnership != ConsoleScene.Partnership)
                    continue;
                var membership = personId is null ? new Membership(account, null, null, PersonRoles.NameOf(role)) : new Membership(account, partnership, personId, null);
                browsers[(userName, partnership)] = await SignIn(account, await site.Accounts.Add(membership, Actor.Program, default));
                if (personId is not null)
                    systems[(userName, partnership)] = Client(("Authorization", $"Bearer {await keys.Create(partnership, personId, Actor.Program, default)}"));
            }
        }

        browsers[(Anybody, ConsoleScene.Partnership)] = Client();
        systems[(Anybody, ConsoleScene.Partnership)] = Client();
    }

    [OneTimeTearDown]
    public async Task CloseTheConsole()
    {
        foreach (var client in browsers.Values.Concat(systems.Values))
            client.Dispose();
        await site.DisposeAsync();
    }

    [Test]
    public void Every_route_is_in_the_table_once()
    {
        var known = Closed.Select(one => one.Route).Concat(MatrixRoutes.Sent.Select(one => one.Route)).Concat(MatrixRoutes.Open).Concat(MatrixRoutes.SignedIn).ToList();
        var there = site.Routes.Where(route => !IsAsset(route)).Select(Named).Distinct().ToList();

        Assert.That(there.Except(known), Is.Empty, "routes without a rule");
        Assert.That(known.Except(there), Is.Empty, "rules without a route");
        Assert.That(known, Is.Unique);
        Assert.That(there, Has.Count.GreaterThan(30));
    }

    [Test]
    public void What_is_open_says_so_and_nothing_else_does()
    {
        var open = site.Routes.Where(route => !IsAsset(route) && route.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Named).Distinct();

        Assert.That(open, Is.EquivalentTo(MatrixRoutes.Open));
    }

    [TestCaseSource(nameof(Closed))]
    public async Task Who_has_the_right_sees_it_and_nobody_else((string Route, Right Right, string Address) route)
    {
        var isApi = route.Address.StartsWith("/api/", StringComparison.Ordinal);
        var stranger = (isApi ? systems : browsers)[(Anybody, ConsoleScene.Partnership)];
        Assert.That((await stranger.GetAsync(route.Address)).StatusCode, Is.EqualTo(isApi ? HttpStatusCode.Unauthorized : HttpStatusCode.Found), "nobody is signed in");

        foreach (var (userName, personId, role) in People)
        {
            if (isApi && personId is null)
                continue; // has no key
            var client = (isApi ? systems : browsers)[(userName, ConsoleScene.Partnership)];
            using var answer = await client.GetAsync(route.Address);
            var expected = Rights.May(role, route.Right) ? MatrixRoutes.Answered(route.Address)
                : route.Address == "/" && personId is null ? HttpStatusCode.Found // sent to the own page
                : HttpStatusCode.Forbidden;
            Assert.That(answer.StatusCode, Is.EqualTo(expected), $"{role} at {route.Address}");
        }
    }

    [TestCaseSource(nameof(Closed))]
    public async Task From_the_other_partnership_nothing_of_it_is_seen((string Route, Right Right, string Address) route)
    {
        var isApi = route.Address.StartsWith("/api/", StringComparison.Ordinal);
        foreach (var (userName, personId, role) in People.Where(person => person.PersonId is not null && Rights.May(person.Role, route.Right)))
        {
            using var answer = await (isApi ? systems : browsers)[(userName, ConsoleScene.OtherPartnership)].GetAsync(route.Address);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That(answer.StatusCode, Is.EqualTo(MatrixRoutes.IsOfOnePartnership(route.Route) ? HttpStatusCode.NotFound : MatrixRoutes.Answered(route.Address)), $"{role} at {route.Address}");
            Assert.That(text, Does.Not.Contain("Risskov").And.Not.Contain("8240").And.Not.Contain("eksempel"), $"{role} at {route.Address}");
        }
    }

    [TestCaseSource(nameof(Sent))]
    public async Task A_system_may_send_what_its_person_may_and_nothing_of_another_partnership((string Route, Right Right, string Address) route)
    {
        Assert.That((await systems[(Anybody, ConsoleScene.Partnership)].PostAsync(route.Address, null)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), "no key");
        foreach (var (userName, _, role) in People.Where(person => person.PersonId is not null))
        {
            var foreign = await Send(ConsoleScene.OtherPartnership);
            Assert.That(foreign, Is.EqualTo(Rights.May(role, route.Right) ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden), $"{role} of the other partnership at {route.Address}");
            if (!Rights.May(role, route.Right)) // what those do who may is the other tests' to say
                Assert.That(await Send(ConsoleScene.Partnership), Is.EqualTo(HttpStatusCode.Forbidden), $"{role} at {route.Address}");

            async Task<HttpStatusCode> Send(string partnership)
            {
                using var reason = new StringContent("""{"reason":"Tallene var fra en anden by"}""", Encoding.UTF8, "application/json"); // of a length that is told
                return (await systems[(userName, partnership)].PostAsync(route.Address, reason)).StatusCode;
            }
        }
    }

    [Test]
    public async Task A_form_is_taken_from_who_has_the_right_its_handler_names_and_from_nobody_else()
    {
        foreach (var (route, _, address) in Closed.Where(one => !one.Address.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var page = site.Routes.Select(other => (Endpoint: other, Page: other.Metadata.GetMetadata<PageActionDescriptor>())).First(other => Named(other.Endpoint) == route && other.Page is not null).Page!;
            foreach (var handler in Handlers(page).Where(handler => handler.Name.StartsWith("OnPost", StringComparison.Ordinal)))
            {
                var needs = handler.GetCustomAttribute<NeedsAttribute>();
                Assert.That(needs, Is.Not.Null, $"{page.ViewEnginePath} {handler.Name} says what it needs");
                foreach (var (userName, _, role) in People)
                {
                    var client = browsers[(userName, ConsoleScene.Partnership)];
                    using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await Token(client))]);
                    using var answer = await client.PostAsync($"{address}?handler={HandlerName().Match(handler.Name).Groups[1].Value}", form);
                    var may = Rights.May(role, needs!.Right) && Rights.May(role, Closed.Single(one => one.Route == route).Right);
                    Assert.That(answer.StatusCode == HttpStatusCode.Forbidden, Is.EqualTo(!may), $"{role}, {handler.Name} at {address}: {answer.StatusCode}");
                    Assert.That((int)answer.StatusCode, Is.LessThan(500), $"{role}, {handler.Name} at {address}");
                }
            }
        }
    }

    [Test]
    public async Task A_form_that_another_site_sends_with_a_persons_cookies_is_refused_on_every_page()
    {
        var tried = 0;
        foreach (var (endpoint, page) in site.Routes.Select(route => (Endpoint: route, Page: route.Metadata.GetMetadata<PageActionDescriptor>())).Where(one => one.Page is not null).DistinctBy(one => Named(one.Endpoint)))
        {
            var route = Named(endpoint);
            if (MatrixRoutes.OpenedByAddressAlone.Contains(route))
                continue;
            var closed = Closed.FirstOrDefault(one => one.Route == route);
            var address = closed.Address ?? route.Replace("{token}", "x", StringComparison.Ordinal).Replace("{code}", "x", StringComparison.Ordinal);
            var person = People.First(one => closed.Address is null || Rights.May(one.Role, closed.Right)).UserName;
            foreach (var handler in Handlers(page!).Select(handler => HandlerName().Match(handler.Name)).Where(name => name.Success))
            {
                using var form = new FormUrlEncodedContent([new("choice", "approve")]);
                using var answer = await browsers[(person, ConsoleScene.Partnership)].PostAsync($"{address}?handler={handler.Groups[1].Value}", form);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), $"{handler.Value} at {address}");
                tried++;
            }
        }

        Assert.That(tried, Is.GreaterThan(30));
    }

    private static IEnumerable<MethodInfo> Handlers(PageActionDescriptor page) =>
        typeof(ConsoleSetup).Assembly.GetTypes().Single(type => typeof(PageModel).IsAssignableFrom(type) && type.Name == Path.GetFileName(page.ViewEnginePath) + "Model").GetMethods();

    private static bool IsAsset(RouteEndpoint route) => Named(route).StartsWith("/_content/", StringComparison.Ordinal) || Named(route).EndsWith(":file}", StringComparison.Ordinal);

    private static string Named(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    private static async Task<string> Token(HttpClient client) => LinkVisitor.TokenIn(await client.GetStringAsync("/Choose"));

    private async Task<HttpClient> SignIn(string account, string password)
    {
        var client = Client();
        var token = LinkVisitor.TokenIn(await client.GetStringAsync("/SignIn"));
        using var form = new FormUrlEncodedContent([new("UserName", account), new("Password", password), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync("/SignIn", form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), $"{account} signs in");
        return client;
    }

    private HttpClient Client(params (string Name, string Value)[] headers)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site.Address };
        foreach (var (name, value) in headers)
            client.DefaultRequestHeaders.Add(name, value);
        return client;
    }

    [GeneratedRegex("^OnPost(.*?)(Async)?$")]
    private static partial Regex HandlerName();
}
