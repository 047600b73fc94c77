using System.Text.Json;
using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Replay;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>From proposal to force in a browser: proposed by fields, told in sentences, shown on the past, and accepted by two people.</summary>
public sealed class AgreementPagesTests : ConsoleTest
{
    [SetUp]
    public Task DrawTheAreas() => Site.Database.Execute("""
        update intake.area set geometry = format('{"type":"Polygon","coordinates":[[[%s,56],[%s,56],[%s,57],[%s,57],[%s,56]]]}', id, id + 1, id + 1, id, id)
        """);

    [Test]
    public async Task A_version_is_proposed_shown_and_accepted_by_both_parties([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("coordinator", viewport);
        await page.GotoAsync("/Agreements");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Version 1").And.Contain("gældende"));
        await Look(page, $"agreements-{viewport}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Foreslå en ny version" }).ClickAsync();
        await Look(page, $"agreement-propose-{viewport}");

        var limit = page.Locator("[id='f-criteria.burst.atLeast']");
        await limit.FillAsync("tre");
        await page.GetByRole(AriaRole.Button, new() { Name = "Foreslå felterne" }).ClickAsync();
        Assert.That(await page.Locator("[id='e-criteria.burst.atLeast']").TextContentAsync(), Does.Contain("RP3004"));
        Assert.That(await limit.InputValueAsync(), Is.EqualTo("tre"), "what was typed stays");
        await Look(page, $"agreement-refused-{viewport}");
        await limit.FillAsync("2");
        await page.Locator("[id='f-criteria.burst.minimumReports']").FillAsync("2");
        await page.Locator("[id='f-criteria.burst.clearAfterDays']").FillAsync("400");
        await page.GetByRole(AriaRole.Button, new() { Name = "Foreslå felterne" }).ClickAsync();
        Assert.That(await page.Locator("[id='e-criteria.burst.clearAfterDays']").TextContentAsync(), Does.Contain("RP3004"), "the reader's own bounds, at the field");
        await page.Locator("[id='f-criteria.burst.clearAfterDays']").FillAsync("14");
        await page.GetByRole(AriaRole.Button, new() { Name = "Foreslå felterne" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Status).TextContentAsync(), Does.Contain("Version 2 er foreslået"));

        await page.GotoAsync("/Agreements/2");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Kriteriet 'burst': grænsen sænkes fra 5 til 2 indbrud på 7 dage."));
        Assert.That(await page.GetByRole(AriaRole.Button, new() { Name = "Godkend for politiet" }).CountAsync(), Is.Zero, "not before it was shown");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vis, hvad den ville have gjort" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Kommer til").And.Contain("8240 Risskov"));
        await Look(page, $"agreement-shown-{viewport}");
        Assert.That(await Site.Database.Rows("agreements.shown_backtest", "version = 2 and person_id = 'coordinator' and shown_how = 'stored' and fingerprint <> ''"), Is.EqualTo(1));
        Assert.That(await page.GetByRole(AriaRole.Button, new() { Name = "Godkend for kommunen" }).CountAsync(), Is.Zero);
        await page.GetByRole(AriaRole.Button, new() { Name = "Godkend for politiet" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("godkendt af politiet"));

        var lead = await SignIn("lead", viewport);
        await lead.GotoAsync("/Agreements/2");
        Assert.That(await lead.GetByRole(AriaRole.Button, new() { Name = "Godkend for kommunen" }).CountAsync(), Is.Zero, "what another has seen does not do");
        await lead.GetByRole(AriaRole.Button, new() { Name = "Vis, hvad den ville have gjort" }).ClickAsync();
        await lead.GetByRole(AriaRole.Button, new() { Name = "Godkend for kommunen" }).ClickAsync();

        Assert.That(await Site.Database.Rows("agreements.version", "version = 2 and proposed_by = 'coordinator' and accepted_by_police = 'coordinator' and accepted_by_municipality = 'lead'"), Is.EqualTo(1));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_text_is_read_as_a_file_and_bounded_to_the_own_areas()
    {
        var page = await SignIn("lead", "desktop");
        await page.GotoAsync("/Agreements/Propose");
        var yaml = await page.GetByLabel("Hele aftalen (YAML)").InputValueAsync();
        await page.GetByLabel("Hele aftalen (YAML)").FillAsync(yaml.Replace("\"8240\"", "\"9999\"", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Foreslå teksten" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP3047"));

        await page.GetByLabel("Hele aftalen (YAML)").FillAsync(yaml.Replace("maximumDays: 42", "maximumDays: 28", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Foreslå teksten" }).ClickAsync();
        await page.GotoAsync("/Agreements/2");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Planens slutning ændres fra senest efter 42 dage"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Træk forslaget tilbage" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("trukket tilbage"));
    }

    [Test]
    public async Task Who_only_sees_it_proposes_nothing_and_nobody_sees_anothers()
    {
        var duty = await SignIn("duty", "desktop");
        Assert.That((await duty.GotoAsync("/Agreements/1"))!.Status, Is.EqualTo(200));
        Assert.That(await duty.GetByRole(AriaRole.Button, new() { Name = "Træk forslaget tilbage" }).CountAsync(), Is.Zero);
        Assert.That((await duty.GotoAsync("/Agreements/Propose"))!.Status, Is.EqualTo(403));
        Assert.That((await duty.GotoAsync("/Agreements/7"))!.Status, Is.EqualTo(404));

        var others = await SignIn("coordinator", "desktop", ConsoleScene.OtherPartnership);
        await others.GotoAsync("/Agreements/1");
        Assert.That(await others.Locator("main").InnerTextAsync(), Does.Contain("Naboby").And.Not.Contain("8240"));
    }

    [Test]
    public async Task A_plan_that_was_never_rehearsed_says_so_and_one_that_was_tells_what_came_out()
    {
        var page = await SignIn("coordinator", "desktop");
        await page.GotoAsync("/Agreements");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Planen er aldrig øvet."));
        await page.GotoAsync("/Agreements/1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Øv planen" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Øvelsen venter på at begynde."));

        // A host takes it up; here only its answer.
        var book = new RehearsalBook(Site.Database.Database);
        var rehearsal = (await book.Claim(CancellationToken.None))!;
        await book.Note(rehearsal, 0.43, CancellationToken.None);
        await page.ReloadAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Match(@"Øvelsen er i gang: 43\s?%"));
        Assert.That(await page.GetByRole(AriaRole.Button, new() { Name = "Afbryd øvelsen" }).CountAsync(), Is.EqualTo(1));
        await Look(page, "agreement-rehearsing");

        var outcome = Rehearsed();
        await book.Done(rehearsal, JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web), 0, outcome.Findings.Count, CancellationToken.None);
        await page.ReloadAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("1 ting at se på").And.Contain("sat i gang 1 gang: 12 breve").And.Contain("RP6034"));
        await page.Locator("summary").First.ClickAsync();
        Assert.That(await page.Locator("details").First.InnerTextAsync(), Does.Contain("brev til beboere").And.Contain("12 af 12 afleveret"));
        await Look(page, "agreement-rehearsed");

        var duty = await SignIn("duty", "desktop");
        await duty.GotoAsync("/Agreements/1");
        Assert.That(await duty.GetByRole(AriaRole.Button, new() { Name = "Øv planen" }).CountAsync(), Is.Zero);
    }

    private static RehearsalOutcome Rehearsed()
    {
        var at = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
        var letters = new RehearsedStep("letters", "Municipality", "lead", "Letter", null, at, at.AddDays(1), "Done", at, null, 12, 12, 0, []);
        var activation = new RehearsedActivation("8240", "Risskov", "burst", new DateOnly(2026, 3, 4), "Approved", at, at.AddHours(1), ["coordinator"], at.AddHours(1), new DateOnly(2026, 3, 20), "fallen", 20, [letters]);
        return new RehearsalOutcome("p", 1, new DateOnly(2026, 1, 1), 365, 3, 40, [activation], [], [new RehearsalFinding("RP6034", "Trinnet kunne ikke lade sig gøre.", "Not possible.")], []);
    }

    private static async Task Look(IPage page, string name)
    {
        Assert.That(await Browser.Violations(page), Is.Empty);
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        await Browser.Picture(page, name);
    }

    private async Task<IPage> SignIn(string person, string viewport, string partnership = ConsoleScene.Partnership)
    {
        var page = await TheBrowser.Open(Site.Address, viewport == "phone" ? Browser.Phone : Browser.Desktop, javaScript: true);
        var userName = $"{person}.{partnership}";
        var password = await Site.Accounts.Create(userName, partnership, person);
        await page.GotoAsync("/");
        await SubmitSignIn(page, userName, password);
        return page;
    }
}
