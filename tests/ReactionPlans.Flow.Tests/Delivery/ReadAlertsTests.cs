using NUnit.Framework;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Tests.Reactions;

namespace ReactionPlans.Flow.Tests.Delivery;

public sealed class ReadAlertsTests
{
    private Scene scene = null!;

    [SetUp]
    public async Task StartAPlan()
    {
        scene = await Scene.Create();
        await scene.Activate();
    }

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [Test]
    public async Task A_running_plan_says_what_the_letters_say()
    {
        var alert = await Alert();

        Assert.That((alert.Count, alert.WindowDays, alert.Sender.Name, alert.Offence.Several), Is.EqualTo((5, 7, "Trygt Naboskab", "indbrud")));
        Assert.That(alert.Messages.Select(message => message.Identifier), Is.EqualTo(new[] { $"{Scene.ActivationId}" }));
        Assert.That((alert.Areas.Single().Level, alert.Areas.Single().Code, alert.Areas.Single().Rings.Single()[0].Latitude), Is.EqualTo(("postcode", "8240", 56.18)));
        Assert.That(alert.ExpiresAt, Is.GreaterThan(alert.StartedAt.AddDays(42)), "it holds while the parties are asked how it goes on");
        Assert.That(await Read().Of("eksempel", Guid.NewGuid(), default), Is.Null);
        Assert.That(await Read().Of("naboby", Scene.ActivationId, default), Is.Null, "another partnership's");
    }

    [Test]
    public async Task Each_time_the_parties_let_it_go_on_there_is_one_message_more_and_its_number_stays()
    {
        await AskedAndAnswered(1, isSettled: true);
        await AskedAndAnswered(2, isSettled: false);
        Assert.That((await Alert()).Messages.Select(message => message.Identifier), Is.EqualTo(new[] { $"{Scene.ActivationId}", $"{Scene.ActivationId}.update.1" }),
            "where one answer of two is missing, nothing has changed");

        await AskedAndAnswered(2, isSettled: true);
        await scene.End("fallen");

        var messages = (await Alert()).Messages;
        Assert.That(messages.Select(message => message.Identifier), Is.EqualTo(new[]
        {
            $"{Scene.ActivationId}", $"{Scene.ActivationId}.update.1", $"{Scene.ActivationId}.update.2", $"{Scene.ActivationId}.end",
        }));
        Assert.That(messages[1].SentAt, Is.EqualTo(scene.Database.Clock.GetUtcNow().AddHours(1)));
    }

    [Test]
    public async Task The_end_is_told_for_thirty_days_and_by_its_own_address_for_ever()
    {
        await scene.End("stopped");
        scene.Database.Clock.MoveTo(scene.Database.Clock.GetUtcNow().AddDays(30));
        Assert.That((await Read().Of("eksempel", default)).Alerts, Has.Count.EqualTo(1));

        scene.Database.Clock.MoveTo(scene.Database.Clock.GetUtcNow().AddMinutes(1));
        Assert.That((await Read().Of("eksempel", default)).Alerts, Is.Empty);
        var alert = await Alert();
        Assert.That($"{CapAlert.Write(alert, isExercise: false)}", Does.Not.Contain("anden by"), "why people stopped it is the parties' alone");
    }

    private ReadAlerts Read() => new(scene.Database.Database, scene.Agreements);

    private async Task<AlertFacts> Alert() => (await Read().Of("eksempel", Scene.ActivationId, default))!;

    private Task AskedAndAnswered(int question, bool isSettled) => scene.Database.Execute(
        """
        update activation.activation set end_question = @question, end_asked_at = case when @isSettled then null else @now end, end_deadline_at = case when @isSettled then null else @now end;
        insert into activation.end_answer values (@id, @question, case when @isSettled then 'lead' else 'coordinator' end, 'eksempel', 'Extend', @now + @question * interval '1 hour')
        on conflict do nothing
        """, new { question, isSettled, id = Scene.ActivationId, now = scene.Database.Clock.GetUtcNow().UtcDateTime });
}
