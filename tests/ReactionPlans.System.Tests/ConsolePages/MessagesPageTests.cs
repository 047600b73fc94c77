using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;
using ReactionPlans.Web.Pages.Messages;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>What was written to the register, in a browser: in numbers for the parties, and each person's own for themselves.</summary>
public sealed class MessagesPageTests : ConsoleTest
{
    private static readonly AnswerLinks Links = new(new byte[Seal.KeyBytes]);

    /// <summary>Of twelve messages one has been read, one came back and one was not sent; Ane is one of them and got the all-clear of a plan before it. The other partnership has written to her too.</summary>
    [SetUp]
    public Task Write() => Site.Database.Execute("""
        update delivery.delivery set recipient_id = 'ane' where id = plumbing.stable_id('friend/1');
        update delivery.delivery set read_at = @now where id = plumbing.stable_id('friend/1');
        update delivery.delivery set state = 'Returned', returned_at = @now, reason = 'no-address' where id = plumbing.stable_id('friend/2');
        update delivery.delivery set state = 'Skipped', channel = 'none', reason = 'paused', settled_at = @now where id = plumbing.stable_id('friend/3');
        insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only, settled_at)
        values ('2025-12-01', gen_random_uuid(), @ended, @partnership, 'all-clear', 'AllClear', 'NeighbourFriend', 'ane', 'sms', 'all-clear', 'en', 'Accepted', @now - interval '60 days', true, @now - interval '60 days'),
            ('2026-03-01', gen_random_uuid(), gen_random_uuid(), @other, 'friends', 'NeighbourMessage', 'NeighbourFriend', 'ane', 'push', 'friends-burst', 'da', 'Accepted', @now, true, @now);
        insert into reactions.local_post (activation_id, partnership_id, step_id, text, prepared_at) values (@plan, @partnership, 'walk', 'Kom med på vandring [dag og tid].', @now);
        with person as (
            insert into reactions.neighbour_friend (id, name, mail, mobile, push, role, language, consent_at, imported_at)
            values ('ane', 'Ane Andersen', 'ane@example.dk', '+4512345678', null, 'neighbour-friend', 'da', @now - interval '90 days', @now) returning id)
        insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) select person.id, area.id from person, intake.area where area.code = '8260'
        """, new
    {
        plan = ConsoleScene.RunningPlan,
        ended = ConsoleScene.EndedPlan,
        partnership = ConsoleScene.Partnership,
        other = ConsoleScene.OtherPartnership,
        now = TestDatabase.Start.UtcDateTime,
    });

    [Test]
    public async Task The_lead_sees_what_was_written_why_and_to_how_many_and_reads_it_word_for_word([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("lead", Size(viewport));
        await page.GotoAsync("/Register");
        await page.GetByRole(AriaRole.Link, new() { Name = "Beskeder til nabovenner, og tekster at dele" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Beskeder til nabovenner", Exact = true })).ToBeVisibleAsync();
        var running = page.GetByRole(AriaRole.Article, new() { Name = "8260 Viby J", Exact = true });
        await running.Locator("summary").ClickAsync();
        var (told, all) = (await running.InnerTextAsync(), await page.Locator("main").InnerTextAsync());

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain("6 indbrud på 7 dage frem til den"));
            Assert.That(told, Does.Match(@"4\. marts kl\. 13\.00\s+(Vej\s+)?Mail\s+(Sendt\s+)?11\s+(Nået frem\s+)?1\s+(Kommet retur\s+)?1\s+(Venter\s+)?0"));
            Assert.That(told, Does.Contain("1: holder pause").And.Contain("Kære naboven"));
            Assert.That(all, Does.Contain("8920 Randers NV").And.Contain("Besked om, at tallet er faldet"));
            Assert.That(all, Does.Not.Contain("Ane").And.Not.Contain("ane@example.dk"), "nobody is named");
        });
        Assert.That(await running.GetByRole(AriaRole.Link, new() { Name = "Planen" }).GetAttributeAsync("href"), Is.EqualTo($"/Activations/{ConsoleScene.RunningPlan}"));

        foreach (var summary in await page.GetByText("Læs og kopiér teksten").AllAsync())
            await summary.ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Har du set noget? Ring 114.").And.Contain("Kom med på vandring").And.Contain("Naboer i Viby"));
        Assert.That(await page.Locator("img.area-picture").EvaluateAsync<int>("picture => picture.decode().then(() => picture.naturalWidth)"), Is.EqualTo(1200));
        await IsSound(page, $"messages-{viewport}");
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Without_script_one_turns_the_pages_and_the_other_partnership_sees_none_of_it()
    {
        await Site.Database.Execute("""
            insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence, ended_on, end_reason)
            select plumbing.stable_id('old-spike/' || number), partnership_id, agreement_version, criterion_id, level, area_id, fired_on - number * 365, opened_at, evidence, ended_on, end_reason
            from detection.spike, generate_series(1, @plans) as number where id = @over;
            insert into activation.activation (id, spike_id, partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month, started_at, maximum_ends_at, spike_ended_on, ended_at, ended_on, end_reason)
            select plumbing.stable_id('old/' || number), plumbing.stable_id('old-spike/' || number), partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month, started_at - number * interval '1 year', maximum_ends_at, spike_ended_on, ended_at, ended_on, end_reason
            from activation.activation, generate_series(1, @plans) as number where id = @ended;
            insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id, ended_at)
            select plan.id, plan.partnership_id, plan.area_id, plan.spike_id, plan.ended_at from activation.activation as plan where plan.id in (select plumbing.stable_id('old/' || number) from generate_series(1, @plans) as number);
            insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only)
            select fired_month, gen_random_uuid(), id, partnership_id, 'all-clear', 'AllClear', 'NeighbourFriend', 'bo', 'mail', 'all-clear', 'da', 'Accepted', started_at, true
            from activation.activation where id in (select plumbing.stable_id('old/' || number) from generate_series(1, @plans) as number)
            """, new { ended = ConsoleScene.EndedPlan, over = ConsoleScene.Over, plans = MessagesModel.Most });
        var password = await Site.Accounts.Create("coordinator", ConsoleScene.Partnership, "coordinator");
        var page = await TheBrowser.Open(Site.Address, javaScript: false);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, "coordinator", password);
        await page.GotoAsync("/Register/Messages");
        Assert.That(await page.Locator("article table").CountAsync(), Is.EqualTo(MessagesModel.Most));

        await page.GetByRole(AriaRole.Link, new() { Name = "Ældre" }).ClickAsync();
        Assert.That(await page.Locator("article table").CountAsync(), Is.EqualTo(2), "twelve plans in all");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Not.Contain("Tekster at dele").And.Not.Contain("Ældre"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Nyere" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Tekster at dele"));
        await page.GotoAsync("/Register/Messages?number=400");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Der er ikke flere."));

        var neighbour = await SignIn("lead", Browser.Desktop, ConsoleScene.OtherPartnership);
        await neighbour.GotoAsync("/Register/Messages");
        Assert.That(await neighbour.Locator("main").InnerTextAsync(), Does.Contain("Ingen har fået besked endnu.").And.Contain("Ingen plan, der kører, har tekster at dele.").And.Not.Contain("Viby"));
    }

    [Test]
    public async Task Who_is_in_the_register_reads_what_was_sent_to_them_and_stops_one_way_of_several([Values("desktop", "phone")] string viewport)
    {
        var page = await TheBrowser.Open(Site.Address, Size(viewport));
        await page.GotoAsync(AnswerLinks.FriendPath + Links.Token(new FriendLink(ConsoleScene.Partnership, "ane", "mail")));
        foreach (var summary in await page.Locator("summary").AllAsync())
            await summary.ClickAsync();
        var told = await page.Locator("main").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain("4. marts 2026 kl. 13.00: Mail. Åbnet.").And.Contain("Kære naboven").And.Contain("Der er anmeldt 6 indbrud i Viby J"));
            Assert.That(told, Does.Contain("3. januar 2026 kl. 13.00: Sms. Sendt.").And.Contain("Der er igen ro i Randers NV").And.Contain("In English"));
            Assert.That(told, Does.Not.Contain("Besked i appen. Sendt"), "another partnership's is told by that one's link");
            Assert.That(told, Does.Not.Contain("Ane").And.Not.Contain("ane@example.dk").And.Not.Contain("12345678"), "whoever got the mail passed on learns no address");
        });
        await IsSound(page, $"neighbour-{viewport}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Stop sms'er" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Du får ikke flere sms'er.");
        Assert.That(await Site.Database.Query<string>("select choice from reactions.friend_choice"), Is.EqualTo(["stopped-sms"]));
        await page.GotoAsync(AnswerLinks.FriendPath + Links.Token(new FriendLink(ConsoleScene.Partnership, "ane", "mail")));
        Assert.That(await page.GetByRole(AriaRole.Button, new() { Name = "Stop sms'er" }).CountAsync(), Is.Zero);
        Assert.That(await page.GetByRole(AriaRole.Button, new() { Name = "Stop mails" }).CountAsync(), Is.EqualTo(1));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    private static ViewportSize Size(string viewport) => viewport == "phone" ? Browser.Phone : Browser.Desktop;

    private static async Task IsSound(IPage page, string picture)
    {
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, picture);
    }
}
