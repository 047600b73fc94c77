using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Access;
using ReactionPlans.TestKit;
using ReactionPlans.Web.Pages.Stuck;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>What is stuck, in a browser: a partnership's deliveries for its people, messages and receivers for the administrator.</summary>
public sealed class StuckPageTests : ConsoleTest
{
    /// <summary>Of the plan in motion 16 letters were not brought and 9 have no known mailbox; two messages and a receiver of events are stuck; a letter of the other partnership is.</summary>
    [SetUp]
    public Task GetStuck() => Site.Database.Execute("""
        update delivery.delivery set not_before = @now + interval '1 day' where state = 'Planned';
        update delivery.delivery set state = 'Failed', reason = 'transient', settled_at = @now - interval '2 hours', informed_at = null
            where activation_id = @plan and kind = 'Letter' and state = 'Planned';
        update delivery.delivery set state = 'Failed', reason = 'no-mailbox', settled_at = @now - interval '3 hours', informed_at = null
            where activation_id = @plan and recipient_id in (select plumbing.stable_id('resident/' || number)::text from generate_series(1, 9) as number);
        insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only, settled_at, reason)
        values ('2026-03-01', gen_random_uuid(), gen_random_uuid(), @other, 'decision-1', 'Notice', 'Person', 'lead', 'mail', 'decision', 'da', 'Failed', @now, false, @now, 'transient');
        insert into plumbing.stuck_message (message_id, consumer, type, body, error, stuck_at) values
            (gen_random_uuid(), 'plan-letters', 'ActivationStarted', '{}', '57P01: terminating connection of 8240', @now - interval '1 hour'),
            (gen_random_uuid(), 'plan-letters', 'ActivationStarted', '{}', '57P01: terminating connection of 8240', @now);
        insert into plumbing.outbox (message_id, type, body, created_at, parked_at, error) values (gen_random_uuid(), 'RateFell', '{}', @now, @now, 'no route');
        insert into outward.journal (partnership_id, last_number) values (@partnership, 7);
        insert into outward.webhook (id, partnership_id, url, sealed_secret, created_at, confirmed_number, failures, failing_since, last_failure, not_before, stopped_at)
        values ('broken', @partnership, 'https://hos.example.dk/in', ''::bytea, @now, 2, 9, @now - interval '6 days', 'http-500', @now + interval '1 day', @now)
        """, new { plan = ConsoleScene.RunningPlan, partnership = ConsoleScene.Partnership, other = ConsoleScene.OtherPartnership, now = TestDatabase.Start.UtcDateTime });

    [Test]
    public async Task The_coordinator_sees_why_and_sets_a_group_going_with_one_press([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("coordinator", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GetByRole(AriaRole.Link, new() { Name = "Fastkørt", Exact = true }).ClickAsync();
        var group = page.Locator("article", new() { HasText = "var ude af drift for længe" });
        await group.GetByText("Se hvilke").ClickAsync();
        var text = await page.Locator("main").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("16 breve og beskeder ad vejen Digital Post, den første siden 4. marts 2026 kl. 11.00 (for 2 timer siden).").And.Contain("Brev til beboerne"));
            Assert.That(text, Does.Contain("Modtageren kan ikke nås: har ingen digital postkasse").And.Contain("At prøve igen hjælper ikke."));
            Assert.That(text, Does.Contain("3 beskeder i hele systemet er kørt fast").And.Not.Contain("plan-letters").And.Not.Contain("hos.example.dk"));
        });
        Assert.That(await page.GetByRole(AriaRole.Button, new() { Name = "Prøv igen" }).CountAsync(), Is.EqualTo(1), "not where it cannot help");
        await IsSound(page, $"stuck-coordinator-{viewport}");

        await group.GetByRole(AriaRole.Button, new() { Name = "Prøv igen" }).ClickAsync();

        Assert.That(await page.GetByRole(AriaRole.Status).InnerTextAsync(), Does.Contain("16 breve og beskeder er sat i gang igen."));
        Assert.That(await Site.Database.Rows("delivery.delivery", "state = 'Planned' and reason = 'transient' and partnership_id = 'eksempel'"), Is.EqualTo(16));
        Assert.That(await Site.Database.Rows("access.audit_entry", "action = 'deliveries-retried' and actor = 'coordinator'"), Is.EqualTo(1));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Without_script_it_works_too_and_a_second_press_says_that_it_is_done()
    {
        var password = await Site.Accounts.Create("lead", ConsoleScene.Partnership, "lead");
        var page = await TheBrowser.Open(Site.Address, javaScript: false);
        await page.GotoAsync("/Stuck");
        await SubmitSignIn(page, "lead", password);
        await Site.Database.Execute("update delivery.delivery set reason = 'http-422' where reason = 'transient'"); // somebody else was quicker

        await page.GetByRole(AriaRole.Button, new() { Name = "Prøv igen" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Status).InnerTextAsync(), Does.Contain("Intet er sat i gang"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Prøv igen" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Status).InnerTextAsync(), Does.Contain("16 breve og beskeder er sat i gang igen."));
    }

    [Test]
    public async Task The_administrator_sees_the_machinery_sets_it_going_and_sees_no_case([Values("desktop", "phone")] string viewport)
    {
        var password = await Site.Accounts.Add(new Membership("drift", null, null, "administrator"), Actor.Program, default);
        var page = await TheBrowser.Open(Site.Address, viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync("/Stuck");
        await SubmitSignIn(page, "drift", password!);
        var text = await page.Locator("main").InnerTextAsync();
        await IsSound(page, $"stuck-administrator-{viewport}");

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("Breve til beboere blev ikke gjort klar").And.Contain("2 beskeder, den første 4. marts 2026 kl. 12.00, den sidste 4. marts 2026 kl. 13.00. Databasen var væk eller overbelastet."));
            Assert.That(text, Does.Contain("Kunne ikke sendes videre").And.Contain("hos.example.dk for eksempel bekræfter ikke").And.Contain("5 hændelser er ikke bekræftet. Opgivet 4. marts 2026 kl. 13.00. Seneste svar: http-500."));
            Assert.That(text, Does.Not.Contain("8240").And.Not.Contain("Viby").And.Not.Contain("Brev til beboerne"));
        });
        foreach (var (what, told) in new[] { ("Breve til beboere blev ikke gjort klar", "2 beskeder mellem trin er sat i gang igen."), ("Kunne ikke sendes videre", "1 besked mellem trin er sat i gang igen."), ("hos.example.dk", "Modtageren bliver prøvet igen") })
        {
            await page.Locator("article", new() { HasText = what }).GetByRole(AriaRole.Button, new() { Name = "Prøv igen" }).ClickAsync();
            Assert.That(await page.GetByRole(AriaRole.Status).InnerTextAsync(), Does.Contain(told));
        }

        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Ingen er kørt fast.").And.Contain("Ingen fejler."));
        Assert.That(await Site.Database.Rows("plumbing.outbox", "consumer = 'plan-letters' and type = 'ActivationStarted'"), Is.EqualTo(2));
        Assert.That(await Site.Database.Rows("access.audit_entry", "actor = 'drift' and action in ('messages-retried', 'webhook-resumed')"), Is.EqualTo(3));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Nobody_presses_what_is_not_theirs()
    {
        var duty = await SignIn("duty", Browser.Desktop);
        await duty.GotoAsync("/Stuck");
        Assert.That(await duty.GetByRole(AriaRole.Button, new() { Name = "Prøv igen" }).CountAsync(), Is.Zero, "the duty officer sees it");
        Assert.That(await Post(duty, "Deliveries", "channel=digital-post&reason=transient"), Is.EqualTo(403));

        var lead = await SignIn("lead", Browser.Desktop, ConsoleScene.OtherPartnership);
        await lead.GotoAsync("/Stuck");
        Assert.That(await lead.Locator("main").TextContentAsync(), Does.Contain("1 brev eller besked ad vejen Mail").And.Contain("Ingen plan endnu").And.Not.Contain("Digital Post"));
        Assert.That(await Post(lead, "Messages", "queue=plan-letters&type=ActivationStarted&error=57P01"), Is.EqualTo(403));
        Assert.That(await Post(lead, "Webhook", "webhook=broken"), Is.EqualTo(403));
        Assert.That(await Post(lead, "Deliveries", "channel=digital-post&reason=transient"), Is.EqualTo(200), "none of them is the other's");
        Assert.That(await Site.Database.Rows("delivery.delivery", "state = 'Failed'"), Is.EqualTo(26));
        Assert.That(await Site.Database.Rows("plumbing.stuck_message"), Is.EqualTo(2));
    }

    [Test]
    public void Every_hop_has_words_for_what_it_left_undone() =>
        Assert.That(Hops.All.Where(hop => StuckWords.Undone(hop.Queue).Contains(hop.Queue, StringComparison.Ordinal)).Select(hop => hop.Queue), Is.Empty);

    /// <summary>A form that was never on the page, sent with the page's own token.</summary>
    private static async Task<int> Post(IPage page, string handler, string fields)
    {
        var token = await page.Locator("input[name=__RequestVerificationToken]").First.GetAttributeAsync("value");
        var answer = await page.Context.APIRequest.PostAsync(new Uri(new Uri(page.Url), $"/Stuck?handler={handler}").ToString(), new()
        {
            Headers = [new("Content-Type", "application/x-www-form-urlencoded")],
            DataString = $"{fields}&__RequestVerificationToken={Uri.EscapeDataString(token!)}",
        });
        return answer.Status;
    }

    private static async Task IsSound(IPage page, string picture)
    {
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, picture);
    }
}
