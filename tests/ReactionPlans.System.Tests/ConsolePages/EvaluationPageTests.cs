using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>What a plan came to, in a browser: the report, the one tap, where the station stood, and both at the agreement.</summary>
public sealed class EvaluationPageTests : ConsoleTest
{
    private static readonly Guid Plan = StableId.OfActivation(StableId.Of("spike/over"));

    [SetUp]
    public Task Weigh() => Site.Database.Execute("""
        insert into evaluation.effect (id, partnership_id, activation_id, reports_before, reports_after, expected_before, expected, low, high, verdict, episodes, comparisons, evaluated_at)
        values (@plan, @partnership, @plan, 9, 2, 8.1, 4.2, 0.1, 1.4, 'TooFewToTell', 1, 48, @now),
            (@together, @partnership, null, 90, 60, 88, 100, 0.4, 0.9, 'Fewer', 30, 300, @now);
        insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Bussen', 'mon 10:00-12:00', 1, @now);
        insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, station_id, starts_at, ends_at, state, planned_at)
        values (@plan, @partnership, 'station', 1, 'bus', '2025-12-05 12:00Z', '2025-12-05 15:00Z', 'Scheduled', @now)
        """, new { plan = Plan, together = StableId.Of("effect"), partnership = ConsoleScene.Partnership, now = TestDatabase.Start.UtcDateTime });

    [Test]
    public async Task A_report_is_read_judged_with_one_tap_and_shown_where_the_agreement_is_reviewed([Values("desktop", "phone")] string viewport)
    {
        var size = viewport == "phone" ? Browser.Phone : Browser.Desktop;
        var police = await SignIn("coordinator", size);
        await police.GotoAsync($"/Evaluations/{Plan}");
        var first = await police.Locator("main").InnerTextAsync();
        await IsSound(police, $"evaluation-{viewport}");
        await police.GetByLabel("Sted").FillAsync("Torvet");
        await police.GetByRole(AriaRole.Button, new() { Name = "Stationen stod der" }).ClickAsync();
        var confirmed = await police.Locator("main").InnerTextAsync();

        var lead = await SignIn("lead", size);
        await lead.GotoAsync($"/Evaluations/{Plan}");
        Assert.That(await lead.GetByRole(AriaRole.Button, new() { Name = "Stationen stod der" }).CountAsync(), Is.Zero, "the station is the police's");
        await lead.GetByRole(AriaRole.Button, new() { Name = "For sen" }).ClickAsync();
        await lead.GotoAsync("/Evaluations");
        var list = await lead.Locator("main").InnerTextAsync();
        await IsSound(lead, $"evaluations-{viewport}");
        await Site.Database.Execute("update agreements.version set yaml = yaml || e'\\ngoals: { burglaryReductionPercent: 10, neighbourFriends: 2000 }\\n'");
        await lead.GotoAsync("/Agreements");
        var agreement = await lead.Locator("main").InnerTextAsync();
        await IsSound(lead, $"goals-{viewport}");

        Assert.Multiple(() =>
        {
            Assert.That(first, Does.Contain("kom der 2 indbrud").And.Contain("Det er for få til at sige, om planen gjorde en forskel").And.Contain("7 indbrud på 7 dage i 8920").And.Contain("ingen har bekræftet"));
            Assert.That(first, Does.Not.Contain("R1, R2"));
            Assert.That(confirmed, Does.Contain("Stod 5. december 2025 kl. 13.00–16.00, Torvet. Bekræftet af Karen Koordinator.").And.Contain("1 af 1 planlagt besøg er bekræftet, i alt 3 timer."));
            Assert.That(list, Does.Contain("Det er færre end ventet: fra 60 % færre til 10 % færre").And.Contain("For sen").And.Contain("For få til at sige"));
            Assert.That(agreement, Does.Contain("For sen").And.Contain("Målene i år").And.Contain("Målet er 2.000"));
        });
    }

    [Test]
    public async Task Another_partnerships_plan_is_as_good_as_none()
    {
        var page = await SignIn("coordinator", Browser.Desktop, ConsoleScene.OtherPartnership);

        Assert.That((await page.GotoAsync($"/Evaluations/{Plan}"))!.Status, Is.EqualTo(404));
        await page.GotoAsync("/Evaluations");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Ingen plan er gået i gang endnu.").And.Not.Contain("Det er færre"));
    }

    private static async Task IsSound(IPage page, string picture)
    {
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, picture);
    }
}
