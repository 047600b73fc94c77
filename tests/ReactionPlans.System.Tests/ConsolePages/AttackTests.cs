using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>What somebody who means harm writes into an address, a form or a name: it is refused or shown as the text it is, and nothing else happens. Without a browser: what counts is what leaves the server.</summary>
public sealed partial class AttackTests
{
    private const string Joint = "joint";

    /// <summary>Each closes what a page could have put it in: an element's text, an attribute in either quotes, a comment, a script, a style.</summary>
    private const string Markup = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><!--</style></textarea></title>{{7*7}}";

    private static readonly string[] SqlTexts =
    [
        "' or '1'='1", "'; drop table intake.report; --", "1; select pg_sleep(30)", "' union select password_hash from access.account --", "\\'; select 1 --", "$$; select 1; $$", "8240') or (select true",
        "%' or 1=1 --", "0x27 or 1", "' and (select current_setting('is_superuser')) = 'on", "\u02bc or 1=1 --", "8240\u0000' or true",
    ];

    private static readonly string[] Paths =
    [
        "/../appsettings.json", "/..%2fappsettings.json", "/%2e%2e/%2e%2e/etc/passwd", "/..%5c..%5cwindows%5cwin.ini", "/css/..%2f..%2fappsettings.json", "/%c0%ae%c0%ae/etc/passwd", "/....//....//etc/passwd",
        "/Templates/..%2f..%2fappsettings", "/Templates/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/Templates/residents-burst%00.cshtml", "/Areas/..%2f..%2fetc%2fpasswd", "/Stations/..%2f..%2fetc%2fpasswd",
        "/p/..%2f..%2fetc%2fpasswd", "/api/v1/stations/..%2f..%2fetc%2fpasswd/calendar.ics", "/.git/config", "/appsettings.json", "/web.config", "/reactionplans.dll", "/recipient.key",
    ];

    private static readonly string[] Elsewhere =
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "https:evil.example", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "/%09/evil.example", "\t//evil.example",
        "http://127.0.0.1@evil.example/", "https://evil.example\\@127.0.0.1/", "///evil.example", "/\r\nLocation: https://evil.example/", "~//evil.example", "%2f%2fevil.example",
    ];

    private static readonly string[] QuestionsAsked =
    [
        "/Areas/{0}", "/Areas/8240?criterion={0}", "/Areas/8240?years={0}", "/Areas/8240?week={0}", "/Areas/8240?day={0}", "/Quarantine?source={0}", "/Quarantine?reason={0}", "/Quarantine?before={0}", "/Quarantine?settled={0}",
        "/Agreements/Numbers?criterion={0}", "/Agreements/Numbers?perYear={0}", "/Templates/{0}", "/Stations/{0}", "/Stations/bus?week={0}", "/api/v1/events?after={0}", "/api/v1/events?limit={0}", "/api/v1/stations/{0}/calendar.ics",
        "/api/v1/activations/{0}", "/p/{0}", "/Answer/{0}",
    ];

    private ConsoleSite site = null!;
    private HttpClient person = null!;
    private HttpClient stranger = null!;

    [OneTimeSetUp]
    public async Task OpenTheConsole()
    {
        site = await ConsoleSite.Start();
        await ConsoleScene.Set(site.Database);
        await ConsoleScene.Reject(site.Database);
        await site.Database.Execute($$"""
            update agreements.version set yaml = yaml || E'\n  - { id: {{Joint}}, role: joint-coordinator, name: Fie Fælles, mail: joint@example.dk }\n';
            insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Bussen', 'mon 10:00-18:00', 1, now());
            update activation.task set visits = 1, visit_hours = 3, within_days = 7 where step_id = 'station';
            insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, planned_at)
                values ('{{ConsoleScene.RunningPlan}}', '{{ConsoleScene.Partnership}}', 'station', 1, 'Unplaced', now())
            """);
        person = await SignIn(new Membership(Joint, ConsoleScene.Partnership, Joint, null));
        stranger = Client();
    }

    [OneTimeTearDown]
    public async Task CloseTheConsole()
    {
        person.Dispose();
        stranger.Dispose();
        await site.DisposeAsync();
    }

    /// <summary>Twenty places where a question is asked of the database, twelve ways to ask more than that.</summary>
    [Test]
    public async Task A_text_with_a_statement_in_it_is_a_text([ValueSource(nameof(QuestionsAsked))] string address, [ValueSource(nameof(SqlTexts))] string text)
    {
        var before = await Stock();

        using var answer = await person.GetAsync(string.Format(null, CompositeFormat.Parse(address), Uri.EscapeDataString(text)));
        var said = await answer.Content.ReadAsStringAsync();

        Assert.That((int)answer.StatusCode, Is.LessThan(500), said);
        Assert.That(said, Does.Not.Contain("Npgsql").And.Not.Contain("syntax error").And.Not.Contain("naboby").And.Not.Contain("$argon").And.Not.Contain("PBKDF"));
        Assert.That(await Stock(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_reason_that_no_database_keeps_is_no_reason()
    {
        using var system = Client();
        system.DefaultRequestHeaders.Authorization = new("Bearer", await new PersonKeys(site.Database.Database).Create(ConsoleScene.Partnership, "lead", Actor.Program, default));
        using var reason = new StringContent("{\"reason\":\"Nej\\u0000tak\"}", Encoding.UTF8, "application/json");
        await reason.LoadIntoBufferAsync();

        using var answer = await system.PostAsync($"/api/v1/activations/{ConsoleScene.RunningPlan}/stop", reason);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await site.Database.Rows("activation.activation", "end_reason = 'stopped'"), Is.Zero);
    }

    [Test]
    public async Task Nothing_but_what_is_served_is_read_from_the_disk([ValueSource(nameof(Paths))] string path, [Values] bool signedIn)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{site.Address.ToString().TrimEnd('/')}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var answer = await (signedIn ? person : stranger).SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();

        Assert.That((int)answer.StatusCode, Is.Not.EqualTo(200).And.LessThan(500), said);
        Assert.That(said, Does.Not.Contain("root:").And.Not.Contain("ConnectionStrings").And.Not.Contain("[core]"));
    }

    [Test]
    public async Task Nobody_is_led_elsewhere_after_signing_in_or_choosing_a_language([ValueSource(nameof(Elsewhere))] string address)
    {
        using var visitor = Client();
        var password = await PasswordOf(new Membership($"reader-{Guid.NewGuid():N}", ConsoleScene.Partnership, "lead", null));
        var token = LinkVisitor.TokenIn(await visitor.GetStringAsync("/SignIn"));
        using var language = new FormUrlEncodedContent([new("language", "en"), new("returnUrl", address), new("__RequestVerificationToken", token)]);
        using var chosen = await visitor.PostAsync("/Language", language);
        using var form = new FormUrlEncodedContent([new("UserName", password.UserName), new("Password", password.Password), new("ReturnUrl", address), new("__RequestVerificationToken", token)]);
        using var signedIn = await visitor.PostAsync($"/SignIn?returnUrl={Uri.EscapeDataString(address)}", form);

        foreach (var answer in new[] { chosen, signedIn })
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
            // As a browser reads it: a backslash is a slash, and tabs and line ends are nothing.
            var to = string.Concat($"{answer.Headers.Location}".Where(letter => !char.IsControl(letter))).Replace('\\', '/');
            Assert.That(to, Does.StartWith("/").And.Not.StartWith("//"));
        }
    }

    /// <summary>Whatever somebody can have written that a page shows: names, places, reasons, rows that could not be read, texts.</summary>
    [Test]
    public async Task A_name_with_markup_in_it_is_shown_as_it_was_written_on_every_page()
    {
        await using var marked = await ConsoleSite.Start();
        await ConsoleScene.Set(marked.Database);
        await ConsoleScene.Reject(marked.Database);
        await ConsoleScene.FallSilent(marked.Database);
        var yaml = "'" + Markup.Replace("'", "''", StringComparison.Ordinal) + "'";
        await marked.Database.Execute($$"""
            update agreements.version set yaml = replace(replace(replace(replace(yaml, 'Karen Koordinator', @yaml), 'Peter Projektleder', @yaml), 'Trygt Naboskab', @yaml), 'Eksempel (ikke en indgået aftale)', @yaml)
                || E'\n  - { id: {{Joint}}, role: joint-coordinator, name: Fie Fælles, mail: joint@example.dk }\n';
            update intake.area set name = @Markup;
            update intake.rejected_row set raw = @Markup, danish = @Markup, file = @Markup;
            update reactions.local_post set text = @Markup;
            insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', @Markup, 'mon 10:00-18:00', 1, now());
            insert into reactions.site (id, name, kind, latitude, longitude, imported_at) values ('torv', @Markup, 'square', 56.16, 10.17, now());
            insert into reactions.neighbour_friend (id, name, mail, role, language, consent_at, imported_at) values ('m', @Markup, @Markup, 'member', 'da', now(), now());
            insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) select 'm', id from intake.area;
            update activation.task set task_name = case when task_name is null then null else @Markup end, visits = 1, visit_hours = 3, within_days = 7;
            update activation.activation set stopped_by = 'lead', stop_reason = @Markup where end_reason is not null;
            insert into plumbing.stuck_message (message_id, consumer, type, body, error, stuck_at) values (gen_random_uuid(), 'plan-letters', @Markup, '{}', @Markup, now());
            insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, planned_at)
                values ('{{ConsoleScene.RunningPlan}}', '{{ConsoleScene.Partnership}}', 'station', 1, 'Unplaced', now())
            """, new { Markup, yaml });
        var (looked, shown) = (0, 0);
        foreach (var (membership, role) in new (Membership, PersonRole)[]
        {
            (new(Joint, ConsoleScene.Partnership, Joint, null), PersonRole.JointCoordinator),
            (new("coordinator", ConsoleScene.Partnership, "coordinator", null), PersonRole.PoliceCoordinator),
            (new("secretariat", null, null, "national-secretariat"), PersonRole.NationalSecretariat),
            (new("administrator", null, null, "administrator"), PersonRole.Administrator),
        })
        {
            using var client = await SignIn(membership, marked);
            foreach (var (_, _, address) in MatrixRoutes.Closed.Where(route => Rights.May(role, route.Right) && MatrixRoutes.Answered(route.Address) == HttpStatusCode.OK && !route.Address.StartsWith("/api/", StringComparison.Ordinal)))
            {
                using var answer = await client.GetAsync(address);
                var page = await answer.Content.ReadAsStringAsync();
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{address}: {page}");
                Assert.That(page, Does.Not.Contain("<script>alert").And.Not.Contain("<img src=x"), $"{address} as {role}");
                Assert.That(InScripts(page), Is.Empty, $"{address} as {role}: nothing that somebody wrote ends a script");
                looked++;
                if (WebUtility.HtmlDecode(page).Contains("<script>alert(1)</script>", StringComparison.Ordinal) || page.Contains("\\u003Cscript", StringComparison.OrdinalIgnoreCase))
                    shown++;
            }
        }

        TestContext.Out.WriteLine($"{looked} pages, {shown} of them show what was written");
        Assert.That(looked, Is.GreaterThan(40));
        Assert.That(shown, Is.GreaterThan(15), "the texts came to be shown");
    }

    [TestCase("X-Forwarded-Host")]
    [TestCase("X-Forwarded-For")]
    [TestCase("X-Original-URL")]
    [TestCase("X-Rewrite-URL")]
    [TestCase("X-HTTP-Method-Override")]
    [TestCase("X-Forwarded-Prefix")]
    [TestCase("Forwarded")]
    public async Task A_header_that_a_proxy_would_set_moves_nothing(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/AuditTrail");
        request.Headers.TryAddWithoutValidation(header, header == "X-HTTP-Method-Override" ? "DELETE" : "/Administration");
        using var answer = await stranger.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), "to the sign-in, as without it");
        Assert.That(new Uri(site.Address, answer.Headers.Location!).Authority, Is.EqualTo(site.Address.Authority));
    }

    private static IEnumerable<string> InScripts(string page) =>
        Scripts().Matches(page).Select(script => script.Groups[1].Value).Where(body => body.Contains("<script", StringComparison.OrdinalIgnoreCase) || body.Contains("<!--", StringComparison.Ordinal));

    private Task<string?> Stock() => site.Database.Scalar<string>("""
        select concat_ws(' ', (select count(*) from intake.report), (select count(*) from agreements.version), (select count(*) from decision.answer), (select count(*) from access.account),
            (select count(*) from activation.activation where ended_at is null), (select count(*) from delivery.delivery), (select count(*) from plumbing.outbox))
        """);

    private async Task<(string UserName, string Password)> PasswordOf(Membership membership) => (membership.UserName, (await site.Accounts.Add(membership, Actor.Program, default))!);

    private async Task<HttpClient> SignIn(Membership membership, ConsoleSite? at = null)
    {
        var where = at ?? site;
        var client = Client(where);
        var password = await where.Accounts.Add(membership, Actor.Program, default);
        var token = LinkVisitor.TokenIn(await client.GetStringAsync("/SignIn"));
        using var form = new FormUrlEncodedContent([new("UserName", membership.UserName), new("Password", password), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync("/SignIn", form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), $"{membership.UserName} signs in");
        return client;
    }

    private HttpClient Client(ConsoleSite? at = null) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = (at ?? site).Address };

    [GeneratedRegex("<script[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();
}
