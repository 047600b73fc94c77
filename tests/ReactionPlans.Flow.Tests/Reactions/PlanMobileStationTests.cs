using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

public sealed class PlanMobileStationTests
{
    private static readonly GateOpened Opened = new(Scene.ActivationId, "station");

    [Test]
    public async Task Visits_come_after_the_gate_and_the_responsible_is_told()
    {
        await using var scene = await Ready();
        await scene.AddSite();

        await TestDatabase.Deliver(scene.PlanMobileStation, Opened);
        await TestDatabase.Deliver(scene.PlanMobileStation, Opened);
        await scene.Pump();

        Assert.That(await Visits(scene), Is.EqualTo(new[] { "1 Scheduled torv 2026-03-04 13:00", "2 Scheduled torv 2026-03-05 10:00" }));
        var mails = await Task.WhenAll(scene.Files("mail").Select(file => MimeKit.MimeMessage.LoadAsync(file)));
        Assert.That(mails, Has.Length.EqualTo(3), "one of all, and one for the calendar of each");
        Assert.That(mails.Select(mail => mail.TextBody), Has.One.Contain("Besøg 1: Politibussen ved Torvet").And.Contain("Besøg 2: Politibussen ved Torvet"));
    }

    [Test]
    public async Task While_the_gate_is_shut_nothing_is_planned()
    {
        await using var scene = await Ready();
        await scene.AddSite();
        await scene.Database.Execute("update activation.task set gate_opened_at = null");

        await TestDatabase.Deliver(scene.PlanMobileStation, Opened);

        Assert.That(await Visits(scene), Is.Empty);
    }

    [Test]
    public async Task Without_a_place_to_stand_the_visits_are_unplaced_and_say_why()
    {
        await using var scene = await Ready();
        await scene.AddSite(latitude: 55.0);

        await TestDatabase.Deliver(scene.PlanMobileStation, Opened);

        Assert.That(await scene.Database.Query<string>("select state || ': ' || reason from reactions.station_visit"),
            Is.EqualTo(Enumerable.Repeat("Unplaced: Der er intet mødested i området eller inden for 3 km af det.", 2)));
    }

    [Test]
    public async Task A_visit_lies_inside_the_site_s_opening_hours()
    {
        await using var scene = await Ready();
        await scene.AddSite();
        await scene.Database.Execute("update reactions.site set opening_hours = 'fre 11:00-14:00'");

        await TestDatabase.Deliver(scene.PlanMobileStation, Opened);

        Assert.That(await Visits(scene), Is.EqualTo(new[] { "1 Scheduled torv 2026-03-06 11:00", null }));
        Assert.That(await scene.Database.Scalar<string>("select reason from reactions.station_visit where state = 'Unplaced'"),
            Is.EqualTo("Intet mødested har åbent, mens en politistation er ledig inden for de aftalte dage."));
    }

    [Test]
    public async Task The_agreed_other_way_stands_where_people_pass()
    {
        await using var scene = await Ready();
        await scene.AddSite();
        await scene.AddSite("brugsen", "supermarket", 56.19, 10.25);
        await scene.Database.Execute("update activation.task set otherwise_chosen = true where step_id = 'station'");

        await TestDatabase.Deliver(scene.PlanMobileStation, Opened);

        Assert.That(await Visits(scene), Has.All.Contain("brugsen"));
    }

    [Test]
    public async Task Plans_made_at_once_never_book_a_crew_twice()
    {
        await using var scene = await Ready();
        await scene.AddSite();
        await scene.Database.Execute(
            """
            insert into activation.task (activation_id, partnership_id, step_id, step_order, party, responsible, reaction, starts_at, due_at, remind_at, escalate_at, visits, visit_hours, within_days, gate_opened_at, state)
            select activation_id, partnership_id, 'station' || n, 10 + n, party, responsible, reaction, starts_at, due_at, remind_at, escalate_at, 2, 3, 7, gate_opened_at, 'Open'
            from activation.task, generate_series(1, 5) as n where step_id = 'station'
            """);

        await Task.WhenAll(Enumerable.Range(1, 5).Select(n => TestDatabase.Deliver(scene.PlanMobileStation, Opened with { StepId = $"station{n}" })));

        Assert.That(await scene.Database.Rows("reactions.station_visit", "state = 'Scheduled'"), Is.EqualTo(10));
        Assert.That(await scene.Database.Scalar<int>(
            """
            select count(*)::int from reactions.station_visit as one
            join reactions.station_visit as other on one.station_id = other.station_id and (one.step_id, one.visit_number) < (other.step_id, other.visit_number)
                and one.starts_at < other.ends_at + interval '30 minutes' and other.starts_at < one.ends_at + interval '30 minutes'
            """), Is.Zero);
    }

    private static async Task<Scene> Ready()
    {
        var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddStation();
        await scene.Database.Execute("update activation.task set gate_opened_at = @now, state = 'Open' where step_id = 'station'", new { now = TestDatabase.Start });
        return scene;
    }

    private static Task<IReadOnlyList<string>> Visits(Scene scene) => scene.Database.Query<string>(
        """
        select visit_number || ' ' || state || ' ' || site_id || ' ' || to_char(starts_at at time zone 'Europe/Copenhagen', 'YYYY-MM-DD HH24:MI')
        from reactions.station_visit order by visit_number
        """);
}
