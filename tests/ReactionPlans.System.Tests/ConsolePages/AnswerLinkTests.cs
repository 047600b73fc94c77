using System.Net;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A link in a notice, as a phone without an account and a mail scanner meet it.</summary>
public sealed class AnswerLinkTests
{
    private static readonly Guid Spike = StableId.Of("spike/decide");
    private static readonly AnswerLinks Links = new(new byte[Seal.KeyBytes]);

    private ConsoleSite site = null!;

    [SetUp]
    public async Task OpenTheConsole()
    {
        site = await ConsoleSite.Start();
        await ConsoleScene.Set(site.Database);
    }

    [TearDown]
    public async Task CloseTheConsole() => await site.DisposeAsync();

    [Test]
    public async Task Looking_shows_the_evidence_and_changes_nothing_however_often()
    {
        using var phone = Phone();

        for (var look = 0; look < 3; look++)
        {
            var (status, page) = await Look(phone, Link());
            Assert.That((status, page), Is.EqualTo((HttpStatusCode.OK, page)));
            Assert.That(page, Does.Contain("5 indbrud på 7 dage i 8240 Risskov").And.Contain("Karen Koordinator").And.Contain("value=\"approve\"").And.Contain("value=\"hold\""));
        }

        Assert.That(await State(), Is.EqualTo("Open"));
        Assert.That(await site.Database.Rows("decision.used_link") + await site.Database.Rows("decision.answer"), Is.Zero);
    }

    [Test]
    public async Task The_page_tells_nobody_its_address_and_is_kept_nowhere()
    {
        using var phone = Phone();

        var answer = await phone.Client.GetAsync(new Uri(AnswerLinks.Path + Links.Token(Link()), UriKind.Relative));

        Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(Links.Token(Link()), Does.Not.Contain("coordinator"));
    }

    [Test]
    public async Task A_link_answers_once()
    {
        using var phone = Phone();

        var (first, said) = await Answer(phone, Link(), "approve");
        var (second, page) = await Look(phone, Link());

        Assert.That(first, Is.EqualTo(HttpStatusCode.OK), said);
        Assert.That(said, Does.Contain("Dit svar er gemt"));
        Assert.That((await State(), await site.Database.Scalar<string>("select way from decision.answer")), Is.EqualTo(("Approved", "link")));
        Assert.That(second, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(page, Does.Contain("RP6016"));
        Assert.That(await site.Database.Rows("decision.answer"), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_presses_at_once_are_one_answer()
    {
        using var phone = Phone();
        var form = await Form(phone, Link());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Post(phone, Link(), form, "dismiss", "En lukket sag")));

        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(await site.Database.Rows("decision.answer"), Is.EqualTo(1));
        Assert.That(await site.Database.Rows("decision.used_link"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_that_is_refused_does_not_use_the_link_up()
    {
        using var phone = Phone();

        var (status, page) = await Answer(phone, Link(), "dismiss");
        var (again, _) = await Answer(phone, Link(), "dismiss", "En lukket sag");

        Assert.That((status, again), Is.EqualTo((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK)));
        Assert.That(page, Does.Contain("RP4003"));
        Assert.That(await State(), Is.EqualTo("Dismissed"));
    }

    [Test]
    public async Task Who_sends_it_back_by_one_link_decides_by_the_next()
    {
        using var phone = Phone();

        var (returned, _) = await Answer(phone, Link(), "return", "Er der byfest?");
        var (replied, page) = await Answer(phone, Link("lead", notice: "answer-1"), "reply", "Nej, først næste uge.");
        var (used, _) = await Look(phone, Link());
        var (approved, _) = await Answer(phone, Link(notice: "answer-2"), "approve");

        Assert.That((returned, replied, used, approved), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Gone, HttpStatusCode.OK)), page);
        Assert.That(await State(), Is.EqualTo("Approved"));
    }

    [Test]
    public async Task A_late_link_is_told_so_and_answers_nothing()
    {
        using var phone = Phone();
        var form = await Form(phone, Link());
        site.Database.Clock.MoveTo(TestDatabase.Start.AddHours(3));

        var (looked, _) = await Look(phone, Link());
        var (status, page) = await Post(phone, Link(), form, "approve");

        Assert.That((looked, status), Is.EqualTo((HttpStatusCode.Gone, HttpStatusCode.Gone)));
        Assert.That(page, Does.Contain("RP6011"));
        Assert.That(await State(), Is.EqualTo("Open"));
    }

    [Test]
    public async Task A_tampered_link_is_none_wherever_it_was_changed()
    {
        using var phone = Phone();
        var token = Links.Token(Link());

        foreach (var at in new[] { 0, 20, token.Length / 2, token.Length - 1 })
        {
            var changed = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            var answer = await phone.Client.GetAsync(new Uri(AnswerLinks.Path + changed, UriKind.Relative));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), $"letter {at}");
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("RP6010"));
        }

        Assert.That(new AnswerLinks(Enumerable.Repeat((byte)1, Seal.KeyBytes).ToArray()).Open(token), Is.Null, "another installation's");
    }

    [Test]
    public async Task Links_tried_at_random_are_stopped()
    {
        using var phone = Phone();
        for (var tried = 0; tried < 20; tried++)
            await phone.Client.GetAsync(new Uri($"{AnswerLinks.Path}made-up-{tried}", UriKind.Relative));

        var (status, page) = await Look(phone, Link());

        Assert.That(status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(page, Does.Contain("RP6002"));
    }

    [Test]
    public async Task Who_is_signed_in_as_another_does_not_answer_in_that_name()
    {
        using var lead = await SignedIn("lead");

        var (status, page) = await Look(lead, Link());

        Assert.That(status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(page, Does.Contain("RP6018").And.Not.Contain("value=\"approve\""));

        using var coordinator = await SignedIn("coordinator");
        Assert.That((await Look(coordinator, Link())).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Who_may_not_decide_any_more_answers_no_more()
    {
        using var phone = Phone();

        var (status, page) = await Look(phone, Link("somebody-who-left"));

        Assert.That(status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(page, Does.Contain("RP6017"));
    }

    [Test]
    public async Task Ones_own_link_does_not_answer_for_the_other_party()
    {
        await site.Database.Execute("update agreements.version set yaml = replace(yaml, 'mode: police', 'mode: both'); update decision.question set mode = 'Both'");
        using var phone = Phone();

        var (first, page) = await Answer(phone, Link(), "approve");
        var (second, again) = await Answer(phone, Link(notice: "reminder-1"), "approve");

        Assert.That(first, Is.EqualTo(HttpStatusCode.OK), page);
        Assert.That(second, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(again, Does.Contain("RP4007"));
        Assert.That(await State(), Is.EqualTo("Open"));
        Assert.That((await Answer(phone, Link("lead"), "approve")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await State(), Is.EqualTo("Approved"));
    }

    [TestCase("update decision.question set state = 'Dismissed', deadline_at = null", HttpStatusCode.Gone, "RP6019")]
    [TestCase("update decision.question set round = 2", HttpStatusCode.Gone, "RP6011")]
    public async Task A_question_that_has_moved_on_needs_no_answer_by_an_old_link(string moved, HttpStatusCode expected, string code)
    {
        await site.Database.Execute(moved);
        using var phone = Phone();

        var (status, page) = await Look(phone, Link());

        Assert.That(status, Is.EqualTo(expected));
        Assert.That(page, Does.Contain(code));
    }

    private static AnswerLink Link(string person = "coordinator", string notice = "decision-1") =>
        new(Spike, ConsoleScene.Partnership, person, 1, notice, TestDatabase.Start.AddHours(3));

    private Task<string?> State() => site.Database.Scalar<string>("select state from decision.question");

    private LinkVisitor Phone() => new(site.Address);

    private async Task<LinkVisitor> SignedIn(string person)
    {
        var password = await site.Accounts.Create(person, ConsoleScene.Partnership, person);
        var visitor = Phone();
        var (status, _) = await visitor.Send("/SignIn", await visitor.FormAt("/SignIn"), ("UserName", person), ("Password", password));
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        return visitor;
    }

    private static Task<(HttpStatusCode Status, string Page)> Look(LinkVisitor visitor, AnswerLink link) => visitor.Look(AnswerLinks.Path + Links.Token(link));

    private static Task<string> Form(LinkVisitor visitor, AnswerLink link) => visitor.FormAt(AnswerLinks.Path + Links.Token(link));

    private static async Task<(HttpStatusCode Status, string Page)> Answer(LinkVisitor visitor, AnswerLink link, string choice, string? reason = null) =>
        await Post(visitor, link, await Form(visitor, link), choice, reason);

    private static Task<(HttpStatusCode Status, string Page)> Post(LinkVisitor visitor, AnswerLink link, string form, string choice, string? reason = null) =>
        visitor.Send($"{AnswerLinks.Path}{Links.Token(link)}?handler=Decide", form, ("choice", choice), ("reason", reason ?? ""));
}
