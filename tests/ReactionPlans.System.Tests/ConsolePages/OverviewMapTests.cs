using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The overview's map, in a browser.</summary>
public sealed class OverviewMapTests : ConsoleTest
{
    [Test]
    public async Task Each_area_is_drawn_as_it_stands_and_opens_its_page([Values("coordinator", "lead")] string person, [Values("desktop", "phone")] string viewport)
    {
        await MoveRandersCloser();
        var page = await SignIn(person, viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.Locator(".area-map path.spike").WaitForAsync();

        Assert.That(await page.Locator(".area-map path.plan").CountAsync(), Is.EqualTo(1), "Viby J has a plan");
        Assert.That(await page.Locator(".area-map path.spike").CountAsync(), Is.EqualTo(1), "Risskov waits for a decision");
        Assert.That(await page.Locator(".area-map path.calm").CountAsync(), Is.EqualTo(2));
        Assert.That(await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.area-map path.spike')).fill"), Does.Contain("#map-spike"), "a pattern, and not a colour alone");
        Assert.That(await page.Locator(".area-map .map-name").AllInnerTextsAsync(), Is.EquivalentTo(new[] { "8240", "8260" }));
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, $"overview-map-{person}-{viewport}");
        await page.Locator(".area-map-figure").ScreenshotAsync(new() { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "TestResults", "screenshots", $"map-{person}-{viewport}.png") });

        await page.Locator(".area-map path.spike").ClickAsync();
        await page.WaitForURLAsync("**/Areas/8240");
        Assert.That(TheBrowser.Requests.Where(address => address.Authority != Site.Address.Authority && address.Scheme is not "about" and not "data"), Is.Empty);
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Where_a_source_is_silent_no_area_is_calm_and_one_that_rises_is_seen_to()
    {
        var page = await SignIn("lead", Browser.Desktop);
        await Site.Database.Execute("update detection.criterion_state set phase = 'Closed', ended_on = '2026-01-01'; update activation.activation set ended_at = '2026-01-01'; update activation.covered_area set ended_at = '2026-01-01'");
        Assert.That((await States(page)).Order(), Is.EqualTo(new[] { "8240 rising", "8260 calm", "8355 calm", "8920 calm" }));

        await ConsoleScene.FallSilent(Site.Database);
        Assert.That((await States(page)).Order(), Is.EqualTo(new[] { "8240 nodata", "8260 nodata", "8355 nodata", "8920 nodata" }));
    }

    [Test]
    public async Task Another_partnership_draws_none_of_them_and_a_stranger_nothing()
    {
        var page = await SignIn("lead", Browser.Desktop, ConsoleScene.OtherPartnership);
        Assert.That(await States(page), Is.Empty);
        Assert.That(await page.Locator(".area-map").CountAsync(), Is.Zero);

        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Site.Address };
        Assert.That((int)(await stranger.GetAsync("/?handler=Map")).StatusCode, Is.EqualTo(302));
    }

    [Test]
    public async Task Without_script_the_list_links_to_every_area_and_there_is_no_empty_frame()
    {
        var password = await Site.Accounts.Create("coordinator", ConsoleScene.Partnership, "coordinator");
        var page = await TheBrowser.Open(Site.Address, javaScript: false);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, "coordinator", password);

        Assert.That(await page.Locator(".area-map").IsVisibleAsync(), Is.False);
        await page.GetByText("uden anmeldelser de sidste 8 uger").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "8355 Solbjerg" }).ClickAsync();
        Assert.That(await page.Locator("h1").InnerTextAsync(), Is.EqualTo("8355 Solbjerg"));
    }

    [Test]
    public async Task Six_hundred_areas_with_many_corners_are_light()
    {
        var shapes = Enumerable.Range(0, 600).Select(at => Wriggly(9 + at % 30 * 0.05, 55 + at / 30 * 0.05)).ToArray();
        await Site.Database.Execute("""
            insert into intake.area (level, code, name, geometry, changed_at, shape_number)
            select 'postcode', 'K-' || to_char(at, 'FM000'), 'Et områdes ganske lange navn', geometry, @now, 1 from unnest(@shapes) with ordinality as drawn (geometry, at);
            update agreements.version set area_codes = '{*}', yaml = replace(yaml, '["8240", "8260", "8920", "8355"]', 'all') where partnership_id = 'eksempel'
            """, new { shapes, now = TestKit.TestDatabase.Start.UtcDateTime });
        var page = await SignIn("lead", Browser.Desktop);

        var answer = await page.Context.APIRequest.GetAsync(new Uri(Site.Address, "/?handler=Map").ToString());
        var body = await answer.BodyAsync();

        Assert.That(JsonDocument.Parse(body).RootElement.GetArrayLength(), Is.EqualTo(604));
        Assert.That(shapes.Sum(shape => shape.Length), Is.GreaterThan(2_000_000), "as they are stored");
        Assert.That(body, Has.Length.LessThan(300_000));
        await page.GotoAsync("/");
        await page.Locator(".area-map path").Nth(603).WaitForAsync();
        await page.Locator(".area-map-figure").ScreenshotAsync(new() { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "TestResults", "screenshots", "map-600.png") });
    }

    private static async Task<IReadOnlyList<string>> States(IPage page)
    {
        var answer = await page.Context.APIRequest.GetAsync(new Uri(new Uri(page.Url), "/?handler=Map").ToString());
        return [.. JsonDocument.Parse(await answer.BodyAsync()).RootElement.EnumerateArray().Select(area => $"{area.GetProperty("code")} {area.GetProperty("state")}")];
    }

    /// <summary>So that four squares fill the map.</summary>
    private Task MoveRandersCloser() => Site.Database.Execute("""
        update intake.area set geometry = '{"type":"Polygon","coordinates":[[[10.08,56.18],[10.14,56.18],[10.14,56.22],[10.08,56.22],[10.08,56.18]]]}' where code = '8920'
        """);

    /// <summary>A square whose sides wriggle.</summary>
    private static string Wriggly(double west, double south)
    {
        var corners = Enumerable.Range(0, 200).Select(at =>
        {
            var (side, along, out_) = (at / 50, at % 50 / 50.0 * 0.05, at % 2 * 0.0004);
            return side switch { 0 => (west + along, south + out_), 1 => (west + 0.05 - out_, south + along), 2 => (west + 0.05 - along, south + 0.05 - out_), _ => (west + out_, south + 0.05 - along) };
        }).ToList();
        return $$"""{"type":"Polygon","coordinates":[[{{string.Join(',', corners.Append(corners[0]).Select(corner => string.Create(CultureInfo.InvariantCulture, $"[{corner.Item1:F6},{corner.Item2:F6}]")))}}]]}""";
    }
}
