using System.Net;
using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

public sealed class ConsoleTests : ConsoleTest
{
    [Test]
    public async Task A_stranger_is_sent_to_sign_in_and_told_what_was_wrong()
    {
        var page = await TheBrowser.Open(Site.Address);
        await page.GotoAsync("/");
        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/SignIn"));

        await SubmitSignIn(page, "karen", "wrong");

        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP6001"));
        Assert.That(await page.GetByLabel("Brugernavn").InputValueAsync(), Is.EqualTo("karen"), "What was typed stays.");
    }

    [Test]
    public async Task Whoever_signs_in_comes_to_the_page_asked_for_and_out_again()
    {
        var page = await SignIn("coordinator");
        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/"));
        Assert.That(await page.Locator("header").TextContentAsync(), Does.Contain("Karen Koordinator"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Log af" }).ClickAsync();
        await page.GotoAsync("/");

        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/SignIn"));
    }

    [Test]
    public async Task The_overview_says_why_who_and_when()
    {
        var page = await SignIn("coordinator");
        var text = await page.Locator("main").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("5 indbrud på 7 dage i 8240 Risskov; grænsen er 5."));
            Assert.That(text, Does.Contain("4. marts 2026 kl. 16.00 (om 3 timer)"));
            Assert.That(text, Does.Contain("1 af 5 trin er gjort; 1 er forsinket.").And.Contain("Skal politistationen ud nu?"));
            Assert.That(text, Does.Contain("1 område uden anmeldelser de sidste 8 uger"));
            Assert.That(text, Does.Contain("4. marts 2026 (i dag)"));
        });
    }

    [Test]
    public async Task Page_and_sign_in_are_accessible_and_ask_nobody_else([Values("desktop", "phone")] string viewport)
    {
        var page = await TheBrowser.Open(Site.Address, viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync("/SignIn");
        var found = new List<string>(await Browser.Violations(page));
        await Browser.Picture(page, $"sign-in-{viewport}");

        await SignIn("coordinator", page);
        found.AddRange(await Browser.Violations(page));
        await Browser.Picture(page, $"overview-coordinator-{viewport}");
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");

        var lead = await SignIn("lead", await TheBrowser.Open(Site.Address, viewport == "phone" ? Browser.Phone : Browser.Desktop));
        found.AddRange(await Browser.Violations(lead));
        await Browser.Picture(lead, $"overview-lead-{viewport}");

        Assert.That(found, Is.Empty);
        Assert.That(TheBrowser.Requests.Where(address => address.Authority != Site.Address.Authority && address.Scheme is not "about" and not "data"), Is.Empty);
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_silent_source_is_shown_as_no_data_and_never_as_calm([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("coordinator", await TheBrowser.Open(Site.Address, viewport == "phone" ? Browser.Phone : Browser.Desktop));
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Rolig").And.Contain("Ingen kildes rytme kendes endnu"));

        await ConsoleScene.FallSilent(Site.Database);
        await page.GotoAsync("/");
        var text = await page.Locator("main").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("Ingen data fra kilden politi siden 1. marts 2026").And.Contain("Områderne bedømmes ikke, før der kommer data"));
            Assert.That(text, Does.Contain("28. februar 2026 (for 4 dage siden)").And.Contain("leverer næsten hver dag").And.Contain("52 dage med anmeldelser, 0 stille, 4 uden data"));
            Assert.That(text, Does.Contain("leverer omkring 1 dag om ugen"), "the other source is as quiet as it always is");
            Assert.That(text, Does.Not.Contain("Rolig"));
        });
        Assert.That(await page.Locator(".areas .no-data").CountAsync(), Is.GreaterThan(0));
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        Assert.That(TheBrowser.Complaints, Is.Empty);
        await Browser.Picture(page, $"overview-silent-{viewport}");
    }

    [Test]
    public async Task Approving_starts_the_plan_without_any_script()
    {
        var page = await SignIn("coordinator", await TheBrowser.Open(Site.Address, javaScript: false));

        await page.GetByRole(AriaRole.Button, new() { Name = "Godkend" }).ClickAsync();

        Assert.That(await page.GetByRole(AriaRole.Status).TextContentAsync(), Does.Contain("godkendelse er gemt"));
        Assert.That(await Site.Database.Rows("decision.question", "state = 'Approved'"), Is.EqualTo(1));
        Assert.That(await Site.Database.Scalar<int>("select count(distinct message_id)::int from plumbing.outbox where type = 'PlanActivated'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_hold_without_a_reason_is_refused_where_the_reason_belongs_and_one_with_it_is_kept()
    {
        var page = await SignIn("coordinator");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sæt i bero" }).ClickAsync();
        Assert.That(await page.Locator(".form-error").TextContentAsync(), Does.Contain("'Sæt i bero'").And.Contain("RP4003"));
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, "overview-refused");

        await page.GetByLabel("Begrundelse").FillAsync("Efterforskning i gang <til fredag>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sæt i bero" }).ClickAsync();

        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Sat i bero af Karen Koordinator").And.Not.Contain("til fredag"));
        Assert.That(await page.GetByRole(AriaRole.Button, new() { Name = "Sæt i bero" }).CountAsync(), Is.Zero, "Held already.");
    }

    [Test]
    public async Task Another_partnership_sees_nothing_of_it()
    {
        var page = await SignIn("lead", partnership: ConsoleScene.OtherPartnership);
        var text = await page.Locator("main").InnerTextAsync();

        Assert.That(text, Does.Contain("Naboby").And.Contain("Ingen plan er i gang").And.Contain("Intet er sendt endnu").And.Contain("reactionplans import areas"));
        Assert.That(text, Does.Not.Contain("82").And.Not.Contain("Risskov"));
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, "overview-empty");
    }

    [Test]
    public async Task Health_is_open_to_all_and_ready_only_on_the_schema_this_program_needs()
    {
        using var client = new HttpClient { BaseAddress = Site.Address };
        Assert.That((await client.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await client.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        await Site.Database.Execute("delete from migration.applied where version = (select max(version) from migration.applied)");

        Assert.That((await client.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await client.GetAsync("/health/ready")).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Every_answer_forbids_inline_code_frames_and_other_origins()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Site.Address };
        foreach (var path in new[] { "/", "/SignIn", "/nothing-here", "/_content/ReactionPlans.Console/console.css" })
        {
            var answer = await client.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.That(policy, Does.StartWith("default-src 'none'").And.Not.Contain("unsafe").And.Contain("frame-ancestors 'none'"), path);
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"), path);
        }
    }

    private async Task<IPage> SignIn(string person, IPage? page = null, string partnership = ConsoleScene.Partnership)
    {
        page ??= await TheBrowser.Open(Site.Address);
        var password = await Site.Accounts.Create($"{person}.{partnership}", partnership, person);
        await page.GotoAsync("/");
        await SubmitSignIn(page, $"{person}.{partnership}", password);
        return page;
    }
}
