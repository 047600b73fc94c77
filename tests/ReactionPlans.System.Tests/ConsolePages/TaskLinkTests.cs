using System.Net;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A link in a notice about a step, as a phone without an account and a mail scanner meet it.</summary>
public sealed class TaskLinkTests
{
    private static readonly AnswerLinks Links = new(new byte[Seal.KeyBytes]);

    private ConsoleSite site = null!;
    private LinkVisitor phone = null!;
    private Guid activation;

    [SetUp]
    public async Task OpenTheConsole()
    {
        site = await ConsoleSite.Start();
        await ConsoleScene.Set(site.Database);
        phone = new LinkVisitor(site.Address);
        activation = await site.Database.Scalar<Guid>("select activation_id from activation.task where step_id = 'post' and state = 'Open'");
    }

    [TearDown]
    public async Task CloseTheConsole()
    {
        phone.Dispose();
        await site.DisposeAsync();
    }

    [Test]
    public async Task Looking_shows_the_task_and_changes_nothing()
    {
        for (var look = 0; look < 2; look++)
        {
            var (status, page) = await phone.Look(To("post"));
            Assert.That((status, page), Is.EqualTo((HttpStatusCode.OK, page)));
            Assert.That(page, Does.Contain("Peter Projektleder").And.Contain("value=\"done\"").And.Contain("value=\"acknowledge\"").And.Contain("Har du set noget? Ring 114."));
        }
        Assert.That(await site.Database.Scalar<string>("select state || coalesce(acknowledged_by, '') from activation.task where step_id = 'post'"), Is.EqualTo("Open"));
    }

    [Test]
    public async Task Who_takes_it_on_reports_it_by_the_same_link_and_then_the_link_is_spent()
    {
        Assert.That((await Send("post", "Settle", "acknowledge")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await site.Database.Scalar<string>("select acknowledged_by from activation.task where step_id = 'post'"), Is.EqualTo("lead"));

        Assert.That((await Send("post", "Settle", "not-possible")).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "a reason is missing");
        Assert.That((await Send("post", "Settle", "done")).Page, Does.Contain("Opgaven er meldt udført."));
        Assert.That(await site.Database.Scalar<string>("select state || ' ' || settled_by from activation.task where step_id = 'post'"), Is.EqualTo("Done lead"));
        Assert.That(await site.Database.Rows("access.audit_entry", "action in ('task-acknowledged', 'task-done') and actor = 'lead'"), Is.EqualTo(2));

        var (status, page) = await phone.Look(To("post"));
        Assert.That(status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(page, Does.Contain("RP6024"));
    }

    [Test]
    public async Task The_coordinator_answers_a_gate_by_link()
    {
        var (_, page) = await phone.Look(To("station", "coordinator"));
        Assert.That(page, Does.Contain("Skal politistationen ud nu?").And.Contain("87 %"));

        Assert.That((await Send("station", "Gate", "open", "coordinator")).Status, Is.EqualTo(HttpStatusCode.OK));

        Assert.That(await site.Database.Scalar<string>("select state || ' ' || gate_opened_by from activation.task where step_id = 'station' and activation_id = @activation", new { activation }), Is.EqualTo("Open coordinator"));
        Assert.That(await site.Database.Rows("plumbing.outbox", "type = 'GateOpened'"), Is.Positive);
    }

    [Test]
    public async Task A_link_of_the_wrong_person_or_of_another_kind_does_nothing()
    {
        Assert.That((await phone.Look(To("post", "coordinator"))).Status, Is.EqualTo(HttpStatusCode.Gone), "the municipality's task is not the coordinator's");
        Assert.That((await phone.Look(To("post", "nobody"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var question = Links.Token(new AnswerLink(StableId.Of("spike/decide"), ConsoleScene.Partnership, "coordinator", 1, "decision-1", DateTimeOffset.MaxValue.AddDays(-1)));
        Assert.That((await phone.Look(AnswerLinks.TaskPath + question)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await phone.Look(To("post")[..^3] + "AAA")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private string To(string step, string person = "lead") => AnswerLinks.TaskPath + Links.Token(new TaskLink(activation, step, ConsoleScene.Partnership, person));

    private async Task<(HttpStatusCode Status, string Page)> Send(string step, string handler, string choice, string person = "lead")
    {
        var path = To(step, person);
        return await phone.Send($"{path}?handler={handler}", await phone.FormAt(path), ("choice", choice), ("reason", ""));
    }
}
