using System.Net;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The link in the notice at a plan's agreed end, as a phone without an account and a mail scanner meet it.</summary>
public sealed class EndLinkTests
{
    private static readonly AnswerLinks Links = new(new byte[Seal.KeyBytes]);

    private ConsoleSite site = null!;
    private LinkVisitor phone = null!;
    private Guid activation;

    [SetUp]
    public async Task AskThePartiesInTheConsole()
    {
        site = await ConsoleSite.Start();
        await ConsoleScene.Set(site.Database);
        phone = new LinkVisitor(site.Address);
        activation = await site.Database.Scalar<Guid>("select id from activation.activation where ended_at is null");
        await Ask(1);
    }

    [TearDown]
    public async Task CloseTheConsole()
    {
        phone.Dispose();
        await site.DisposeAsync();
    }

    [Test]
    public async Task Looking_shows_the_choices_and_changes_nothing()
    {
        for (var look = 0; look < 2; look++)
        {
            var (status, page) = await phone.Look(To("lead"));
            Assert.That((status, page), Is.EqualTo((HttpStatusCode.OK, page)));
            Assert.That(page, Does.Contain("Skal planen fortsætte i 8260 Viby J?").And.Contain("Peter Projektleder").And.Contain("value=\"extend\"").And.Contain("value=\"new-round\"").And.Contain("value=\"close\""));
        }
        Assert.That(await site.Database.Rows("activation.end_answer"), Is.Zero);
        Assert.That(await site.Database.Scalar<DateTimeOffset?>("select end_asked_at from activation.activation where id = @activation", new { activation }), Is.Not.Null);
    }

    [TestCase("lead", "extend", "Extend")]
    [TestCase("coordinator", "close", "Close")]
    public async Task The_answer_is_stored_as_the_persons_and_the_link_is_spent(string person, string choice, string stored)
    {
        var (status, page) = await Send(To(person), choice);

        Assert.That((status, page), Is.EqualTo((HttpStatusCode.OK, page)));
        Assert.That(page, Does.Contain("Svaret er gemt"));
        Assert.That(await site.Database.Scalar<string>("select person_id || ' ' || choice from activation.end_answer"), Is.EqualTo($"{person} {stored}"));
        Assert.That(await site.Database.Rows("access.audit_entry", $"action in ('end-extended', 'end-closed') and actor = '{person}'"), Is.EqualTo(1));
        Assert.That(await Look(To(person)), Is.EqualTo((HttpStatusCode.Gone, "RP6019")), "one answer settles it here");
        Assert.That(await Look(To("coordinator")), Is.EqualTo((HttpStatusCode.Gone, "RP6019")), "for the others too");
    }

    [Test]
    public async Task Who_has_answered_waits_for_the_other_party_by_the_same_link_in_vain()
    {
        await site.Database.Execute("insert into activation.end_answer values (@activation, 1, 'lead', @partnership, 'Extend', @now)",
            new { activation, partnership = ConsoleScene.Partnership, now = TestDatabase.Start.UtcDateTime });

        Assert.That(await Look(To("lead")), Is.EqualTo((HttpStatusCode.Gone, "RP6016")));
        Assert.That((await phone.Look(To("coordinator"))).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_link_of_an_earlier_question_answers_no_later_one()
    {
        var form = await phone.FormAt(To("lead"));
        await Ask(2);

        Assert.That(await Look(To("lead")), Is.EqualTo((HttpStatusCode.Gone, "RP6019")));
        Assert.That((await phone.Send($"{To("lead")}?handler=End", form, ("choice", "close"))).Status, Is.EqualTo(HttpStatusCode.Gone), "nor from a page that was open meanwhile");
        Assert.That(await site.Database.Rows("activation.end_answer"), Is.Zero);
        Assert.That((await phone.Look(To("lead", question: 2))).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_link_that_is_tampered_with_of_another_kind_or_of_nobody_does_nothing()
    {
        Assert.That((await phone.Look(To("lead")[..^3] + "AAA")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var step = Links.Token(new TaskLink(activation, "post", ConsoleScene.Partnership, "lead"));
        Assert.That((await phone.Look(AnswerLinks.EndPath + step)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await phone.Look(To("nobody"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await phone.Look(To("lead", partnership: ConsoleScene.OtherPartnership))).Status, Is.EqualTo(HttpStatusCode.Gone), "another partnership's plan is as good as none");
        Assert.That((await Send(To("lead"), "explode")).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await site.Database.Rows("activation.end_answer"), Is.Zero);
    }

    private Task Ask(int question) => site.Database.Execute(
        "update activation.activation set end_question = @question, maximum_ends_at = @now - interval '1 hour', end_asked_at = @now, end_deadline_at = @now + interval '8 hours' where id = @activation",
        new { question, activation, now = TestDatabase.Start.UtcDateTime });

    private string To(string person, int question = 1, string partnership = ConsoleScene.Partnership) =>
        AnswerLinks.EndPath + Links.Token(new EndLink(activation, question, partnership, person));

    /// <summary>The status, and the number of the refusal where there is one.</summary>
    private async Task<(HttpStatusCode Status, string Code)> Look(string path)
    {
        var (status, page) = await phone.Look(path);
        return (status, global::System.Text.RegularExpressions.Regex.Match(page, "RP[0-9]{4}").Value);
    }

    private async Task<(HttpStatusCode Status, string Page)> Send(string path, string choice) =>
        await phone.Send($"{path}?handler=End", await phone.FormAt(path), ("choice", choice));
}
