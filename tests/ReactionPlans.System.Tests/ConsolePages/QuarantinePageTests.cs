using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

public sealed class QuarantinePageTests : ConsoleTest
{
    [SetUp]
    public Task RejectSomeRows() => ConsoleScene.Reject(Site.Database);

    [Test]
    public async Task Rows_are_counted_by_reason_and_shown_as_they_came([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("coordinator", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("3 rækker i karantæne"), "the number is on the front page");
        await page.GetByRole(AriaRole.Link, new() { Name = "3 rækker i karantæne" }).ClickAsync();
        var text = await page.Locator("main").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("3 rækker venter").And.Contain("Et felt kan ikke læses (RP1006)").And.Contain("Rækken kan ikke deles i felter (RP1011)"));
            Assert.That(text, Does.Contain("uge-9.csv, linje 12"));
            Assert.That(text, Does.Not.Contain("andres").And.Not.Contain("<b>"), "no other partnership's rows, and no raw text until one is opened");
        });
        await Look(page, $"quarantine-{viewport}");

        await page.GetByLabel("Årsag").SelectOptionAsync("1011");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vis" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("1 række venter").And.Not.Contain("RP1006)"));

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Række ") }).ClickAsync();
        Assert.That(await page.Locator("pre").InnerTextAsync(), Is.EqualTo("<b>R3</b>;\"1320"), "as text, not as a page");
        await Look(page, $"quarantine-row-{viewport}");
        Assert.That(await Site.Database.Rows("access.audit_entry", "action = 'quarantine-read' and actor = 'coordinator' and partnership_id = 'eksempel'"), Is.EqualTo(1));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_row_is_corrected_beside_what_it_says_without_any_script()
    {
        var page = await SignIn("coordinator", javaScript: false);
        await page.GotoAsync("/Quarantine/1");
        Assert.That(await page.GetByLabel("Journalnummer").InputValueAsync(), Is.EqualTo("R1"));
        Assert.That(await page.GetByLabel("Kilde", new() { Exact = true }).CountAsync(), Is.Zero, "whose row it is cannot be corrected");

        await page.GetByLabel("Begrundelse").FillAsync("Ringet til vagten");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ret og tag ind" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP1087"), "nothing was changed");
        await page.GetByLabel("Anmeldt").FillAsync("engang");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ret og tag ind" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP1006"));
        Assert.That((await page.GetByLabel("Anmeldt").InputValueAsync(), await page.GetByLabel("Begrundelse").InputValueAsync()), Is.EqualTo(("engang", "Ringet til vagten")), "what was typed stays");
        await Look(page, "quarantine-row-refused", axe: false);

        await page.GetByLabel("Anmeldt").FillAsync("2026-03-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ret og tag ind" }).ClickAsync();

        Assert.That(await page.GetByRole(AriaRole.Status).TextContentAsync(), Does.Contain("Rettelsen er gemt"));
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Rettet, tages ind"));
        Assert.That(await Site.Database.Rows("intake.rejected_row", "corrections = '{\"reported_at\": \"2026-03-01\"}' and corrected_by = 'coordinator'"), Is.EqualTo(1));
        Assert.That(await Site.Database.Rows("plumbing.outbox", "type = 'RejectedRowCorrected'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_row_that_is_to_stay_out_needs_a_reason_and_is_found_among_the_settled()
    {
        var page = await SignIn("coordinator");
        await page.GotoAsync("/Quarantine/1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lad den blive ude" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("'Lad den blive ude'").And.Contain("RP4003"));

        await page.GetByLabel("Begrundelse").FillAsync("En prøve");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lad den blive ude" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("2 rækker venter"));
        await page.GetByLabel("Vis", new() { Exact = true }).SelectOptionAsync("true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vis" }).ClickAsync();

        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("1 række er afsluttet").And.Contain("Bliver ude"));
        Assert.That(await Site.Database.Rows("intake.rejected_row", "settlement = 'given-up' and settled_by = 'coordinator' and settled_because = 'En prøve'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Only_who_may_sees_rows_and_only_those_of_the_own_sources()
    {
        var lead = await SignIn("lead");
        Assert.That(await lead.Locator("main").InnerTextAsync(), Does.Contain("3 rækker i karantæne"), "the number is no secret");
        Assert.That((await lead.GotoAsync("/Quarantine"))!.Status, Is.EqualTo(403));
        Assert.That((await lead.GotoAsync("/Quarantine/1"))!.Status, Is.EqualTo(403));

        var others = await SignIn("coordinator", partnership: ConsoleScene.OtherPartnership);
        await others.GotoAsync("/Quarantine");
        Assert.That(await others.Locator("main").InnerTextAsync(), Does.Contain("0 rækker venter").And.Contain("Alt, hvad jeres kilder har sendt, er taget ind."));
        Assert.That((await others.GotoAsync("/Quarantine/1"))!.Status, Is.EqualTo(404));
        await Look(await SignIn("duty"), "overview-duty");
    }

    private static async Task Look(IPage page, string name, bool axe = true)
    {
        if (axe)
            Assert.That(await Browser.Violations(page), Is.Empty);
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        await Browser.Picture(page, name);
    }

    private async Task<IPage> SignIn(string person, ViewportSize? viewport = null, bool javaScript = true, string partnership = ConsoleScene.Partnership)
    {
        var page = await TheBrowser.Open(Site.Address, viewport, javaScript);
        var userName = $"{person}.{partnership}";
        var password = await Site.Accounts.Create(userName, partnership, person);
        await page.GotoAsync("/");
        await SubmitSignIn(page, userName, password);
        return page;
    }
}
