using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A station's week and a visit that is moved in it, in a browser.</summary>
public sealed class StationWeekTests : ConsoleTest
{
    private const string Move = "Flyt besøg 1 i Viby J";

    /// <summary>The bus works on Thursday and Friday from 10 to 18. On Thursday from 10 to 13 it stands in Viby, on Friday somewhere in the other partnership, and on Thursday from 15 to 17 it is out.</summary>
    [SetUp]
    public Task PlaceVisits() => Site.Database.Execute(
        """
        insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Politibussen', 'thu-fri 10:00-18:00', 1, @now);
        insert into reactions.site (id, name, kind, latitude, longitude, imported_at) values ('torv', 'Torvet', 'square', 56.16, 10.17, @now), ('brugsen', 'Brugsen', 'supermarket', 56.165, 10.16, @now);
        update activation.task set state = 'Open', gate_opened_at = @now, visits = 1, visit_hours = 3, within_days = 7 where activation_id = @plan and step_id = 'station';
        insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, station_id, site_id, starts_at, ends_at, planned_at) values
            (@plan, @partnership, 'station', 1, 'Scheduled', 'bus', 'torv', @thursday, @thursday + interval '3 hours', @now),
            (gen_random_uuid(), @neighbour, 'station', 1, 'Scheduled', 'bus', null, @thursday + interval '1 day', @thursday + interval '27 hours', @now);
        insert into reactions.visit_revision (activation_id, partnership_id, step_id, visit_number, revision, state, station_id, site_id, starts_at, ends_at, changed_at)
            values (@plan, @partnership, 'station', 1, 0, 'Scheduled', 'bus', 'torv', @thursday, @thursday + interval '3 hours', @now);
        insert into reactions.station_booking (station_id, uid, starts_at, ends_at, kind, reason, noted_by, noted_at)
            values ('bus', 'out', @thursday + interval '5 hours', @thursday + interval '7 hours', 'OutOfService', 'Eftersyn.', 'naboby/p', @now)
        """,
        new
        {
            plan = ConsoleScene.RunningPlan,
            partnership = ConsoleScene.Partnership,
            neighbour = ConsoleScene.OtherPartnership,
            now = TestDatabase.Start,
            thursday = new DateTimeOffset(2026, 3, 5, 9, 0, 0, TimeSpan.Zero),
        });

    [Test]
    public async Task A_visit_is_moved_when_what_it_means_has_been_seen([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("coordinator", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GetByRole(AriaRole.Link, new() { Name = "Politistationer" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Politibussen uge for uge" }).ClickAsync();
        await Assertions.Expect(page.Locator(".week-table")).ToContainTextAsync("10.00–13.00");
        var table = await page.Locator(".week-table").InnerTextAsync();
        Assert.That(table, Does.Contain("Torvet: Viby J, besøg 1").And.Contain("en anden aftales område").And.Contain("Meldt ude: Eftersyn.").And.Contain("10.00–18.00"));
        Assert.That(await page.Locator(".week-block.own").InnerTextAsync(), Does.Contain("10.00–13.00").And.Contain("Viby J"));
        await page.Locator(".area-map path.own").WaitForAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("/api/v1/stations/bus/calendar.ics").And.Contain("--station bus").And.Not.Contain("?key="));
        var (above, below) = (await page.Locator(".week-table").BoundingBoxAsync(), await page.Locator(".week-picture").BoundingBoxAsync());
        Assert.That(above!.Y < below!.Y, Is.EqualTo(viewport == "phone"), "on a phone the table comes first");
        await Look(page, $"station-week-{viewport}");

        await page.Locator(".week-table").GetByRole(AriaRole.Link, new() { Name = Move }).ClickAsync();
        await page.GetByLabel("Dag", new() { Exact = true }).FillAsync("2026-03-06");
        await page.GetByLabel("Begynder kl.").FillAsync("11:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Se, hvad det betyder" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("RP8197");
        Assert.That(await page.GetByLabel("Begynder kl.").InputValueAsync(), Is.EqualTo("11:00"), "what was typed stays");
        await Look(page, $"station-move-refused-{viewport}");
        TheBrowser.Complaints.RemoveAll(complaint => complaint.Contains("422", StringComparison.Ordinal));

        await page.GetByLabel("Begynder kl.").FillAsync("14:15");
        await page.GetByLabel("Sted").SelectOptionAsync("Brugsen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Se, hvad det betyder" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Politibussen ved Brugsen, 6. marts 2026 kl. 14.15–17.15");
        Assert.That(await page.GetByRole(AriaRole.Status).InnerTextAsync(), Does.Contain("Karen Koordinator og stationens kontakt får en mail"));
        Assert.That(await Place(), Is.EqualTo("torv 05 10:00 0"), "looking changes nothing");
        await Look(page, $"station-move-{viewport}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Flyt besøget" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Besøg 1 i Viby J er nu: Politibussen ved Brugsen");
        Assert.That(await Place(), Is.EqualTo("brugsen 06 14:15 1"));
        Assert.That(await page.Locator(".week-table").InnerTextAsync(), Does.Contain("14.15–17.15").And.Contain("Tiden er valgt af politiet."));
        Assert.That(await Site.Database.Rows("access.audit_entry", "action = 'visit-moved' and actor = 'coordinator' and partnership_id = 'eksempel'"), Is.EqualTo(1));
        Assert.That(await Site.Database.Rows("delivery.delivery", "step_id = 'visit-station#1' or step_id = 'invite-station#1.1'"), Is.EqualTo(2), "the person responsible is told, and their calendar");
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_visit_is_dragged_to_a_time_and_nothing_is_moved_before_it_is_said()
    {
        var page = await SignIn("duty", Browser.Desktop);
        await page.GotoAsync("/Stations/bus?week=2026-03-04");
        await Assertions.Expect(page.Locator("#drag-hint")).ToBeVisibleAsync();
        await page.Locator(".week-block.own").ScrollIntoViewIfNeededAsync();
        var block = (await page.Locator(".week-block.own").BoundingBoxAsync())!;
        var friday = (await page.Locator("[data-day='2026-03-06']").BoundingBoxAsync())!;
        var quarter = friday.Height / 32; // from 10 to 18

        await page.Mouse.MoveAsync(block.X + 20, block.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(block.X + 20, block.Y + 40);
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.UpAsync();
        Assert.That(page.Url, Does.Contain("/Stations/bus"), "one can think better of it");

        await page.Mouse.MoveAsync(block.X + 20, block.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(block.X + 20, block.Y + 40);
        await page.Mouse.MoveAsync(friday.X + 40, block.Y + 10 + (17 * quarter));
        Assert.That(await page.Locator("#dragged").InnerTextAsync(), Is.EqualTo("fredag den 6. marts 14:15"));
        await Browser.Picture(page, "station-week-dragged");
        await page.Mouse.UpAsync();
        await page.WaitForURLAsync("**/Stations/Move/**");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Politibussen ved Torvet, 6. marts 2026 kl. 14.15–17.15");
        Assert.That(await Place(), Is.EqualTo("torv 05 10:00 0"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Flyt besøget" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("er nu: Politibussen ved Torvet");
        Assert.That(await Place(), Is.EqualTo("torv 06 14:15 1"));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Without_script_the_form_works_and_who_looked_too_long_is_told()
    {
        var password = await Site.Accounts.Create("coordinator", ConsoleScene.Partnership, "coordinator");
        var page = await TheBrowser.Open(Site.Address, javaScript: false);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, "coordinator", password);
        await page.GotoAsync("/Stations/bus");
        Assert.That(await page.Locator(".area-map").IsVisibleAsync(), Is.False);
        Assert.That(await page.Locator("#drag-hint").IsVisibleAsync(), Is.False);
        await page.Locator(".week-table").GetByRole(AriaRole.Link, new() { Name = Move }).ClickAsync();
        await page.GetByLabel("Begynder kl.").FillAsync("10:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Se, hvad det betyder" }).ClickAsync();

        await Site.Database.Execute("update reactions.station_visit set revision = 1, starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour' where partnership_id = 'eksempel'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Flyt besøget" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("RP8192").And.Contain("Politibussen ved Torvet, torsdag den 5. marts 2026 kl. 11.00"));
        Assert.That(await page.GetByLabel("Begynder kl.").InputValueAsync(), Is.EqualTo("10:30"));
        Assert.That(await Place(), Is.EqualTo("torv 05 11:00 1"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Se, hvad det betyder" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Flyt besøget" }).ClickAsync();
        Assert.That(await Place(), Is.EqualTo("torv 05 10:30 2"));
    }

    [Test]
    public async Task The_municipality_sees_the_week_and_moves_nothing_and_reads_it_in_English()
    {
        var page = await SignIn("lead", Browser.Desktop);
        await page.Context.AddCookiesAsync([new() { Name = "reactionplans-language", Value = "en", Url = Site.Address.ToString() }]);
        await page.GotoAsync("/Stations/bus");

        Assert.That(await page.Locator(".week-table").InnerTextAsync(), Does.Contain("Torvet: Viby J, visit 1").And.Contain("another agreement’s area").And.Contain("Thursday 5 March"));
        Assert.That(await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Move visit") }).CountAsync(), Is.Zero);
        Assert.That(await page.Locator("[data-place]").CountAsync(), Is.Zero);
        Assert.That((await page.GotoAsync($"/Stations/Move/{ConsoleScene.RunningPlan}/station/1"))!.Status, Is.EqualTo(403));
    }

    [Test]
    public async Task Another_partnership_sees_when_the_station_is_taken_and_not_for_whom()
    {
        var page = await SignIn("coordinator", Browser.Desktop, ConsoleScene.OtherPartnership);
        await page.GotoAsync("/Stations/bus");

        var table = await page.Locator(".week-table").InnerTextAsync();
        Assert.That(table, Does.Contain("Torvet: en anden aftales område").And.Not.Contain("Viby"));
        Assert.That((await page.GotoAsync($"/Stations/Move/{ConsoleScene.RunningPlan}/station/1"))!.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_visit_without_a_place_is_found_one_and_an_empty_week_says_so()
    {
        await Site.Database.Execute("update reactions.station_visit set state = 'Unplaced', station_id = null, site_id = null, starts_at = null, ends_at = null, reason = 'Ingen ledig.' where partnership_id = 'eksempel'");
        var page = await SignIn("coordinator", Browser.Desktop);
        await page.GotoAsync("/Stations/bus?week=2026-03-16");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Stationen står intet sted i denne uge.").And.Contain("Viby J, besøg 1: ingen plads. Ingen ledig."));
        await Look(page, "station-week-empty");

        await page.GetByRole(AriaRole.Link, new() { Name = "Find en plads til besøg 1 i Viby J" }).ClickAsync();
        await page.GetByLabel("Dag", new() { Exact = true }).FillAsync("2026-03-05");
        await page.GetByLabel("Begynder kl.").FillAsync("10:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Se, hvad det betyder" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Giv besøget pladsen" }).ClickAsync();
        await Assertions.Expect(page.Locator(".week-table")).ToContainTextAsync("10.00–13.00");
    }

    private Task<string?> Place() => Site.Database.Scalar<string>(
        "select site_id || to_char(starts_at at time zone 'Europe/Copenhagen', ' DD HH24:MI ') || revision from reactions.station_visit where partnership_id = 'eksempel'");

    private static async Task Look(IPage page, string name)
    {
        await Browser.Picture(page, name);
        Assert.That(await Browser.Violations(page), Is.Empty);
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
    }
}
