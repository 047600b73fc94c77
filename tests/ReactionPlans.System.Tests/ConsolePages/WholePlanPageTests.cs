using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A whole plan seen beforehand, in a browser: by those who may see the agreement, each with the numbers that are theirs to see.</summary>
public sealed class WholePlanPageTests : ConsoleTest
{
    /// <summary>In Risskov forty residents, of whom two have paper and one has a protected address, and three of the register, of whom one has left. Viby has one resident.</summary>
    [SetUp]
    public Task MoveIn() => Site.Database.Execute("""
        with home as (
            insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, protected, language, imported_at)
            select plumbing.stable_id('neighbour/' || number), 'synthetic', sha256(('n' || number)::bytea), '', 'Hemmelig Vej ' || number, '1', number > 2, number = 3, case when number = 4 then 'en' else 'da' end, @now
            from generate_series(1, 41) as number
            returning id)
        insert into reactions.resident_area (resident_id, area_id)
        select home.id, area.id from home join intake.area on area.code = case when home.id = plumbing.stable_id('neighbour/41') then '8260' else '8240' end;
        with person as (
            insert into reactions.neighbour_friend (id, name, mail, role, language, consent_at, imported_at)
            select 'f' || number, 'Ane Andersen', 'ane@example.dk', 'neighbour-friend', 'da', @now, @now from generate_series(1, 3) as number returning id)
        insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) select person.id, area.id from person, intake.area where area.code = '8240';
        insert into reactions.friend_choice (neighbour_friend_id, choice, partnership_id, told_at) values ('f1', 'left', 'eksempel', @now)
        """, new { now = TestDatabase.Start.UtcDateTime });

    [Test]
    public async Task The_lead_reads_every_text_with_how_many_get_it_and_when([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("lead", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync("/Agreements/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Hele planen, som modtagerne ser den" }).ClickAsync();
        await page.GetByLabel("Område").SelectOptionAsync("8240");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vis planen" }).ClickAsync();
        var told = await page.Locator("main").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain("5 indbrud, og stigningen blev fundet den 4. marts 2026"), "the area's own rise");
            Assert.That(told, Does.Contain("Kære beboer i Risskov").And.Contain("I løbet af 7 dage er der anmeldt 5 indbrud"));
            Assert.That(told, Does.Contain("In English").And.Contain("5 burglaries"), "one of them reads English");
            Assert.That(told, Does.Match(@"Beboere\s+Digital Post\s+38\b").Or.Match(@"Digital Post\s*\n?\s*38\b"));
            Assert.That(told, Does.Contain("Sendes onsdag den 4. marts 2026 kl. 13.00"));
            Assert.That(told, Does.Contain("først når 90 % er informeret ved trin 'letters'"));
            Assert.That(told, Does.Contain("lixtal").And.Contain("Tekstens prøve finder intet at rette."));
            Assert.That(told, Does.Contain("Vælg en rute på højst to kilometer").And.Contain("Der er igen ro i Risskov"));
            Assert.That(told, Does.Contain("Deles i Risskov.").And.Not.Contain("Naboer i Viby"));
            Assert.That(told, Does.Not.Contain("Hemmelig Vej").And.Not.Contain("Ane").And.Not.Contain("ane@example.dk"), "receivers are numbers");
        });
        Assert.That(await page.Locator("img.area-picture").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"), Is.True);
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, $"whole-plan-{viewport}");
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Without_script_it_begins_with_the_area_that_has_most_reports_and_a_small_number_is_hidden_from_the_police()
    {
        var password = await Site.Accounts.Create("coordinator", ConsoleScene.Partnership, "coordinator");
        var page = await TheBrowser.Open(Site.Address, javaScript: false);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, "coordinator", password);
        await page.GotoAsync("/Agreements/1/Plan");
        var told = await page.Locator("main").InnerTextAsync();

        Assert.That(await page.GetByLabel("Område").InputValueAsync(), Is.EqualTo("8260"), "twelve reports in four weeks");
        Assert.That(told, Does.Contain("Kære beboer i Viby J").And.Contain("færre end 3"));
        Assert.That(told, Does.Not.Match(@"Digital Post\s+1\b"), "one resident could be known");

        await page.GotoAsync("/Agreements/1/Plan?area=8355");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Der er ingen stigning nu").And.Contain("Kære beboer i Solbjerg"));
        await page.GotoAsync("/Agreements/1/Plan?area=9999&criterion=slow");
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP6054"));
    }

    [Test]
    public async Task Another_partnership_sees_its_own_plan_and_no_other()
    {
        var page = await SignIn("lead", Browser.Desktop, ConsoleScene.OtherPartnership);

        await page.GotoAsync("/Agreements/1/Plan?area=8240");

        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("RP6054").And.Not.Contain("Risskov"));
        Assert.That((await page.GotoAsync("/Agreements/1/Plan?handler=Picture&area=8240"))!.Status, Is.EqualTo(404));
        Assert.That((await page.GotoAsync("/Agreements/2/Plan"))!.Status, Is.EqualTo(404));
    }
}
