using System.Net;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The link at the foot of a message to the register, as a mail program's button, a reader without an account and a mail scanner meet it.</summary>
public sealed class NeighbourLinkTests
{
    private static readonly AnswerLinks Links = new(new byte[Seal.KeyBytes]);

    private ConsoleSite site = null!;
    private HttpClient reader = null!;

    [SetUp]
    public async Task OpenTheConsole()
    {
        site = await ConsoleSite.Start();
        await ConsoleScene.Set(site.Database);
        await site.Database.Execute("""
            with person as (
                insert into reactions.neighbour_friend (id, name, mail, mobile, push, role, language, consent_at, imported_at)
                values ('ane', 'Ane', 'ane@example.dk', null, null, 'member', 'da', @at, @at), ('bo', 'Bo', null, null, 'token', 'member', 'da', @at, @at) returning id)
            insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) select person.id, area.id from person, intake.area where area.code = '8240'
            """, new { at = TestDatabase.Start.AddDays(-30) });
        // No cookie is kept and no redirect is followed: a mail program has neither.
        reader = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site.Address };
    }

    [TearDown]
    public async Task CloseTheConsole()
    {
        reader.Dispose();
        await site.DisposeAsync();
    }

    [Test]
    public async Task Looking_tells_the_three_choices_in_Danish_and_changes_nothing()
    {
        var answer = await reader.GetAsync(To("ane"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
        Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(["no-referrer"]));
        Assert.That(page, Does.Contain("Trygt Naboskab").And.Contain("Hold pause").And.Contain("Stop mails").And.Contain("Meld mig fra"));
        Assert.That(page, Does.Not.Contain("Ane").And.Not.Contain("ane@example.dk"), "who it is of is told to nobody");
        Assert.That(await site.Database.Rows("reactions.friend_choice"), Is.Zero);
    }

    [Test]
    public async Task A_mail_programs_button_is_enough_and_pressed_twice_it_is_the_same()
    {
        for (var press = 0; press < 2; press++)
            Assert.That((await Post(To("ane"), ("List-Unsubscribe", "One-Click"))).Status, Is.EqualTo(HttpStatusCode.OK));

        Assert.That(await site.Database.Query<string>("select neighbour_friend_id || ' ' || choice from reactions.friend_choice"), Is.EqualTo(["ane left"]));
        Assert.That(await site.Database.Rows("access.audit_entry", "action = 'register-left' and actor = 'ane' and actor_kind = 'neighbour-friend'"), Is.EqualTo(1));
        Assert.That(WebUtility.HtmlDecode(await reader.GetStringAsync(To("ane"))), Does.Contain("Du er meldt fra").And.Not.Contain("Hold pause"));
    }

    [Test]
    public async Task A_pause_and_a_channel_less_are_kept_also_of_somebody_who_has_moved_away_and_a_wrong_day_is_told()
    {
        var wrong = await Post(To("ane") + "?handler=Pause", ("until", "2026-03-04"));
        Assert.That((wrong.Status, wrong.Page), Is.EqualTo((HttpStatusCode.UnprocessableEntity, wrong.Page)));
        Assert.That(wrong.Page, Does.Contain("RP6070"));

        await site.Database.Execute("delete from reactions.neighbour_friend_area");
        Assert.That((await Post(To("ane") + "?handler=Pause", ("until", "2026-03-20"))).Page, Does.Contain("før den 20. marts 2026"));
        Assert.That((await Post(To("ane") + "?handler=Stop")).Status, Is.EqualTo(HttpStatusCode.OK));

        Assert.That(await site.Database.Query<string>("select concat_ws(' ', choice, until) from reactions.friend_choice order by 1"), Is.EqualTo(["paused 2026-03-20", "stopped-mail"]));
    }

    [Test]
    public async Task A_link_that_is_not_ours_or_of_another_kind_does_nothing()
    {
        var task = Links.Token(new TaskLink(Guid.NewGuid(), "post", ConsoleScene.Partnership, "lead"));
        foreach (var path in new[] { To("ane")[..^3] + "AAA", AnswerLinks.FriendPath + task })
            Assert.That((await Post(path, ("List-Unsubscribe", "One-Click"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Post(AnswerLinks.TaskPath + To("ane")[AnswerLinks.FriendPath.Length..])).Status, Is.EqualTo(HttpStatusCode.BadRequest), "other pages ask for their form");

        Assert.That(await site.Database.Rows("reactions.friend_choice"), Is.Zero);
    }

    private static string To(string friend) => AnswerLinks.FriendPath + Links.Token(new FriendLink(ConsoleScene.Partnership, friend, "mail"));

    private async Task<(HttpStatusCode Status, string Page)> Post(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var answer = await reader.PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
