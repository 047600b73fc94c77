using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>Who has been reached by a plan's letters, in a browser: for the municipality's people, whose residents they are.</summary>
public sealed class ReachPageTests : ConsoleTest
{
    private static readonly Guid Plan = StableId.OfActivation(StableId.Of("spike/runs"));

    /// <summary>Two people in each home. The last two homes are not reached: one of them is protected.</summary>
    [SetUp]
    public Task MoveIn() => Site.Database.Execute("""
        with home as (
            insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, protected, language, imported_at)
            select plumbing.stable_id('resident/' || number), 'synthetic', sha256(number::text::bytea), '', 'Vej ' || (number + 1) / 2, '1', number <= 190, number = 200, 'da', @now
            from generate_series(1, 200) as number
            returning id)
        insert into reactions.resident_area (resident_id, area_id)
        select home.id, covered.area_id from home join activation.covered_area as covered on covered.activation_id = @plan;
        update delivery.delivery set state = 'Failed', reason = 'no-address', informed_at = null
            where activation_id = @plan and recipient_id in (select plumbing.stable_id('resident/' || number)::text from generate_series(197, 200) as number);
        update delivery.delivery set delivered_at = informed_at, read_at = informed_at where activation_id = @plan and recipient_id = plumbing.stable_id('resident/1')::text
        """, new { plan = Plan, now = TestDatabase.Start.UtcDateTime });

    [Test]
    public async Task The_lead_sees_how_many_homes_are_reached_and_fetches_the_list_of_those_that_are_not([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("lead", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync($"/Activations/{Plan}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Hvem er nået, og hvem mangler" }).ClickAsync();

        var told = await page.Locator("main").InnerTextAsync();
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, $"reach-{viewport}");
        var waiting = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Hent listen" }).ClickAsync();
        var list = await File.ReadAllTextAsync((await (await waiting).PathAsync())!);

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain("87 af 100 husstande er nået (87 %). 11 venter på deres brev. 2 når brevene ikke."));
            Assert.That(told, Does.Contain("1 husstand mere har en beskyttet adresse").And.Contain("Vej 99").And.Contain("adressen kan ikke bruges"));
            Assert.That(told, Does.Not.Contain("Vej 100"), "a protected home is never shown");
            Assert.That(told, Does.Contain("Læst").And.Contain("Fejlet"));
            Assert.That(list.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(["adresse;husstand;hvorfor", "Vej 99;1;adressen kan ikke bruges"]));
        });
    }

    [Test]
    public async Task The_police_and_other_partnerships_see_none_of_it()
    {
        var police = await SignIn("coordinator", Browser.Desktop);
        await police.GotoAsync($"/Activations/{Plan}");
        Assert.That(await police.GetByRole(AriaRole.Link, new() { Name = "Hvem er nået, og hvem mangler" }).CountAsync(), Is.Zero);
        Assert.That((await police.GotoAsync($"/Reach/{Plan}"))!.Status, Is.EqualTo(403));

        var neighbour = await SignIn("lead", Browser.Desktop, ConsoleScene.OtherPartnership);
        Assert.That((await neighbour.GotoAsync($"/Reach/{Plan}"))!.Status, Is.EqualTo(404));
    }
}
