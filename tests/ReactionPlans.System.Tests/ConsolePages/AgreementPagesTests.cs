using Microsoft.Playwright;
using NUnit.Framework;

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
