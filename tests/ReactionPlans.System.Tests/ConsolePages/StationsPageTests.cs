using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A station that falls out and comes back, in a browser.</summary>
public sealed class StationsPageTests : ConsoleTest
{
    private static readonly Guid Plan = StableId.OfActivation(StableId.Of("spike/runs"));

    /// <summary>The bus is to stand in Viby on Thursday from 10 to 13, and on Friday somewhere in the other partnership.</summary>
    [SetUp]
    public Task PlaceVisits() => Site.Database.Execute(
        """
        insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Politibussen', 'thu-fri 10:00-18:00', 1, @now);
        insert into reactions.site (id, name, kind, latitude, longitude, imported_at) values ('torv', 'Torvet', 'square', 56.16, 10.17, @now);
        update activation.task set state = 'Open', gate_opened_at = @now, visits = 1, visit_hours = 3, within_days = 1 where activation_id = @plan and step_id = 'station';
        insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, station_id, site_id, starts_at, ends_at, planned_at)
            values (@plan, @partnership, 'station', 1, 'Scheduled', 'bus', 'torv', @thursday, @thursday + interval '3 hours', @now);
        insert into reactions.visit_revision (activation_id, partnership_id, step_id, visit_number, revision, state, station_id, site_id, starts_at, ends_at, changed_at) values
            (@plan, @partnership, 'station', 1, 0, 'Scheduled', 'bus', 'torv', @thursday, @thursday + interval '3 hours', @now),
            (@other, @neighbour, 'station', 1, 0, 'Scheduled', 'bus', null, @thursday + interval '1 day', @thursday + interval '27 hours', @now)
        """,
        new
        {
            plan = Plan,
            other = StableId.Of("plan"),
            partnership = ConsoleScene.Partnership,
            neighbour = ConsoleScene.OtherPartnership,
            now = TestDatabase.Start,
            thursday = new DateTimeOffset(2026, 3, 5, 9, 0, 0, TimeSpan.Zero),
        });

    [Test]
    public async Task The_duty_officer_sees_what_it_takes_says_so_and_sees_what_came_of_it([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("duty", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GetByRole(AriaRole.Link, new() { Name = "Politistationer" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("5. marts 2026 kl. 10.00–13.00, Torvet: Viby J").And.Contain("en anden aftales område"));

        await page.GetByLabel("Fra").FillAsync("2026-03-05T08:00");
        await page.GetByLabel("Til").FillAsync("2026-03-05T20:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Se, hvilke besøg det rammer" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Status).InnerTextAsync(), Does.Contain("Det rammer 1 besøg.").And.Contain("Torvet: Viby J").And.Not.Contain("en anden"));
        Assert.That(await Site.Database.Rows("reactions.station_booking"), Is.Zero, "looking changes nothing");

        await page.GetByRole(AriaRole.Button, new() { Name = "Meld ude" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP4003").And.Contain("Meld ude"));
        Assert.That(await page.GetByLabel("Fra").InputValueAsync(), Is.EqualTo("2026-03-05T08:00"), "what was typed stays");
        await page.GetByLabel("Antal hold").FillAsync("to");
        await page.GetByLabel("Hvorfor").FillAsync("Motoren er gået i stykker.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Meld ude" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP8174"));
        await Look(page, $"stations-refused-{viewport}");
        TheBrowser.Complaints.RemoveAll(complaint => complaint.Contains("422", StringComparison.Ordinal));

        await page.GetByLabel("Antal hold").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Meld ude" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Status).TextContentAsync(), Does.Contain("meldt ude fra 5. marts 2026 kl. 08.00"));
        Assert.That(await Site.Database.Rows("access.audit_entry", "action = 'station-taken-out' and actor = 'duty' and partnership_id = 'eksempel'"), Is.EqualTo(1));
        Assert.That(await Site.Database.Rows("plumbing.outbox", "type = 'StationCalendarChanged'"), Is.EqualTo(1));
        await Replan();
        await page.ReloadAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Ingen plads. Politistationen er meldt ude på det aftalte tidspunkt (Motoren er gået i stykker)."));
        await Look(page, $"stations-{viewport}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Politibussen kan køre igen" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Status).TextContentAsync(), Does.Contain("kan sendes igen"));
        Assert.That(await Site.Database.Rows("reactions.station_booking"), Is.Zero);
        Assert.That(await Site.Database.Rows("access.audit_entry", "action = 'station-back'"), Is.EqualTo(1));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Without_script_it_works_too_and_the_municipality_sees_it_and_says_nothing()
    {
        var password = await Site.Accounts.Create("coordinator", ConsoleScene.Partnership, "coordinator");
        var page = await TheBrowser.Open(Site.Address, javaScript: false);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, "coordinator", password);
        await page.GotoAsync("/Stations");
        await page.GetByLabel("Fra").FillAsync("2026-03-05T08:00");
        await page.GetByLabel("Til").FillAsync("2026-03-05T07:00");
        await page.GetByLabel("Hvorfor").FillAsync("Sygdom.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Meld ude" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP8158"));
        Assert.That(await page.GetByLabel("Hvorfor").InputValueAsync(), Is.EqualTo("Sygdom."));

        var lead = await SignIn("lead", Browser.Desktop);
        await lead.GetByRole(AriaRole.Link, new() { Name = "Politistationer" }).ClickAsync();
        Assert.That(await lead.Locator("main").InnerTextAsync(), Does.Contain("5. marts 2026 kl. 10.00–13.00, Torvet: Viby J"));
        Assert.That(await lead.Locator("main form").CountAsync(), Is.Zero);
    }

    private Task Replan() => TestDatabase.Deliver(new ReplanVisits(Site.Database.Database, new AgreementBook()), new StationCalendarChanged("bus"));

    private static async Task Look(IPage page, string name)
    {
        Assert.That(await Browser.Violations(page), Is.Empty);
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        await Browser.Picture(page, name);
    }
}
