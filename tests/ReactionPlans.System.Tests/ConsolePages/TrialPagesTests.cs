using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A proposal tried on the past while it is written, and numbers from how often one is willing to be called.</summary>
public sealed class TrialPagesTests : ConsoleTest
{
    /// <summary>Areas that can be measured, and two years in which 8240 had a burglary every other week.</summary>
    [SetUp]
    public Task GivenYears() => Site.Database.Execute("""
        with report as (
            insert into intake.report (source, reference) select 'test', 'old-' || number from generate_series(0, 50) as number returning id, reference),
        revision as (
            insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash)
            select report.id, 1, false, day, day, '1320', false, day, day::date, ''::bytea
            from report, lateral (select '2024-01-10'::timestamptz + split_part(reference, '-', 2)::int * interval '14 days' as day) as at returning report_id)
        insert into intake.report_area (report_id, revision, area_id)
        select report_id, 1, area.id from revision, intake.area where area.code = '8240';
        insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, protected, language, imported_at)
        select plumbing.stable_id('home/' || number), 'synthetic', number::text::bytea, ''::bytea, 'a' || number, 'h', true, false, 'da', now() from generate_series(1, 30) as number;
        insert into reactions.resident_area (resident_id, area_id)
        select plumbing.stable_id('home/' || number), area.id from generate_series(1, 30) as number, intake.area where area.code = '8240'
        """);

    [Test]
    public async Task What_the_fields_would_have_done_is_drawn_anew_while_they_are_changed([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("coordinator", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync("/Agreements/Propose");
        var trial = page.Locator(".trial");
        var limit = page.Locator("[id='f-criteria.burst.atLeast']");

        await limit.FillAsync("2");
        await Assertions.Expect(trial).ToContainTextAsync("0 kommer til");
        await page.Locator("[id='f-criteria.burst.minimumReports']").FillAsync("2");
        await Assertions.Expect(trial).ToContainTextAsync("2 kommer til");
        await Assertions.Expect(trial).ToContainTextAsync("30 breve");
        Assert.That(await Browser.Violations(page), Is.Empty);
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        await Browser.Picture(page, $"agreement-trial-{viewport}");

        await limit.FillAsync("tre");
        await Assertions.Expect(trial).ToContainTextAsync("RP3004");
        await page.GetByLabel("Mindst så mange (skyder)").First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        Assert.That(await limit.InputValueAsync(), Is.EqualTo("30"), "the slider moves the number");
        await Assertions.Expect(trial).ToContainTextAsync("1 falder bort");

        await page.GetByLabel("Prøv dem på").SelectOptionAsync("5");
        await Assertions.Expect(trial).ToContainTextAsync("2024");
        Assert.That(await Site.Database.Rows("agreements.version", "version = 2"), Is.Zero, "nothing is stored");
        Assert.That(TheBrowser.Complaints, Is.Empty);
        Assert.That(TheBrowser.Requests.Where(address => address.Authority != Site.Address.Authority && address.Scheme is not "about" and not "data"), Is.Empty);
    }

    [Test]
    public async Task Without_any_script_a_button_tries_the_fields_and_keeps_them()
    {
        var password = await Site.Accounts.Create("coordinator", ConsoleScene.Partnership, "coordinator");
        var page = await TheBrowser.Open(Site.Address, javaScript: false);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, "coordinator", password);
        await page.GotoAsync("/Agreements/Propose");

        await page.Locator("[id='f-criteria.burst.atLeast']").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Prøv felterne" }).ClickAsync();

        Assert.That(await page.Locator(".trial").TextContentAsync(), Does.Contain("0 kommer til"));
        Assert.That(await page.Locator("[id='f-criteria.burst.atLeast']").InputValueAsync(), Is.EqualTo("3"));
        Assert.That(await page.Locator("[id='f-criteria.burst.atLeast'] + .slider").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task The_rate_is_chosen_and_the_number_follows_into_a_proposal([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("lead", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync("/Agreements/Numbers");
        await page.GetByLabel("Højst så mange gange").FillAsync("ofte");
        await page.GetByRole(AriaRole.Button, new() { Name = "Foreslå tal" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP3004"));
        Assert.That(await page.GetByLabel("Højst så mange gange").InputValueAsync(), Is.EqualTo("ofte"), "what was typed stays");

        await page.GetByLabel("Højst så mange gange").FillAsync("0,5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Foreslå tal" }).ClickAsync();
        var row = await page.Locator("tr", new() { HasText = "8240 Risskov" }).InnerTextAsync();
        Assert.That(row, Does.Match(@"\d \(\d+–\d+\)"), "a number with its interval");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("8260"), "told of too little history");
        Assert.That(await Browser.Violations(page), Is.Empty);
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        await Browser.Picture(page, $"agreement-numbers-{viewport}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Skriv tallene i et forslag" }).ClickAsync();
        Assert.That(await page.GetByLabel("Hele aftalen (YAML)").InputValueAsync(), Does.Contain("version: 2").And.Match("atLeast: \\{ default: \\d+, \"8240\": \\d+"));
        Assert.That(await Site.Database.Rows("agreements.version", "version = 2"), Is.Zero, "nothing is stored before it is proposed");
    }
}
