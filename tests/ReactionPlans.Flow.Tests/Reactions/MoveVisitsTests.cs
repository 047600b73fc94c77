using ReactionPlans.Contracts;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

/// <summary>A crew that works on one day only, a plan that has its morning, and another that can use nothing else.</summary>
public sealed class MoveVisitsTests
{
    [Test]
    public async Task An_announced_visit_makes_room_for_one_that_would_have_no_place_and_those_told_are_told_again()
    {
        await using var scene = await Ready("fri 10:00-16:45");
        var other = await ActivateOther(scene, "fri 10:00-13:00");
        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));
        await scene.Pump();
        Assert.That(await Visits(scene), Is.EqualTo(new[] { "first: 10:00, moved 0" }));

        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(other, "station"));
        await scene.Pump();

        Assert.That(await Visits(scene), Is.EqualTo(new[] { "first: 13:45, moved 1", "other: 10:00, moved 0" }));
        var mails = await Task.WhenAll(scene.Files("mail").Select(file => MimeKit.MimeMessage.LoadAsync(file)));
        var again = mails.Single(mail => mail.TextBody is { } body && body.Contains("Besøget er flyttet hertil."));
        Assert.That(mails, Has.Length.EqualTo(6), "of each of the three plans a notice and an invitation");
        Assert.That(again.Subject, Is.EqualTo("Mobil politistation i Risskov"));
        Assert.That(mails.SelectMany(mail => mail.BodyParts.OfType<MimeKit.TextPart>()).Select(part => part.Text), Has.One.Contain("SEQUENCE:1").And.Contain("DTSTART:20260306T124500Z"));
    }

    [Test]
    public async Task Where_both_have_a_place_nothing_is_moved()
    {
        await using var scene = await Ready("fri 10:00-16:30");
        var other = await ActivateOther(scene, "fri 10:00-17:00");
        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));

        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(other, "station"));

        Assert.That(await Visits(scene), Is.EqualTo(new[] { "first: 10:00, moved 0", "other: 13:30, moved 0" }));
    }

    [Test]
    public async Task Where_there_is_room_for_one_only_what_was_announced_stays_and_the_other_is_told_why()
    {
        await using var scene = await Ready("fri 10:00-13:00");
        var other = await ActivateOther(scene, "fri 10:00-17:00");
        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));

        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(other, "station"));

        Assert.That(await Visits(scene), Is.EqualTo(new[] { "first: 10:00, moved 0", "other: Ingen politistation er ledig inden for de aftalte dage." }));
    }

    [Test]
    public async Task A_visit_that_begins_within_a_day_stays()
    {
        await using var scene = await Ready("thu 10:00-16:30");
        var other = await ActivateOther(scene, "thu 10:00-13:00");
        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));

        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(other, "station"));

        Assert.That((await Visits(scene))[0], Is.EqualTo("first: 10:00, moved 0"));
    }

    [Test]
    public async Task What_a_person_has_placed_stays()
    {
        await using var scene = await Ready("fri 10:00-16:45");
        var other = await ActivateOther(scene, "fri 10:00-13:00");
        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));
        var later = new WantedPlace("s1", "torv", new DateTimeOffset(2026, 3, 6, 9, 15, 0, TimeSpan.Zero), Revision: 0);
        Assert.That(await new PlaceVisit(scene.Database.Database, scene.Agreements).Place(new VisitId(Scene.ActivationId, "station", 1), later, "eksempel", "coordinator", CancellationToken.None), Is.Null);

        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(other, "station"));

        Assert.That(await Visits(scene), Is.EqualTo(new[] { "first: 10:15, moved 1", "other: Ingen politistation er ledig inden for de aftalte dage." }));
    }

    private static async Task<Scene> Ready(string crewHours)
    {
        var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddStation();
        await scene.AddSite();
        await scene.Database.Execute(
            """
            update reactions.station set crew_hours = @crewHours;
            update activation.task set gate_opened_at = @now, state = 'Open', visits = 1 where step_id = 'station'
            """, new { crewHours, now = TestDatabase.Start });
        return scene;
    }

    /// <summary>A second plan that may only stand at the supermarket, while it is open.</summary>
    private static async Task<Guid> ActivateOther(Scene scene, string openingHours)
    {
        var other = await scene.ActivateAnother();
        await scene.Database.Execute(
            """
            insert into reactions.site (id, name, kind, latitude, longitude, opening_hours, imported_at) values ('brugsen', 'Brugsen', 'supermarket', 56.205, 10.225, @openingHours, now());
            insert into activation.task (activation_id, partnership_id, step_id, step_order, party, responsible, reaction, starts_at, due_at, remind_at, escalate_at, visits, visit_hours, within_days, gate_opened_at, otherwise_site_kind, otherwise_chosen, state)
            select @other, partnership_id, step_id, step_order, party, responsible, reaction, starts_at, due_at, remind_at, escalate_at, 1, 3, 7, gate_opened_at, 'supermarket', true, 'Open'
            from activation.task where step_id = 'station' and activation_id = @first
            """, new { other, openingHours, first = Scene.ActivationId });
        return other;
    }

    private static Task<IReadOnlyList<string>> Visits(Scene scene) => scene.Database.Query<string>(
        """
        select case activation_id when @first then 'first' else 'other' end || ': '
            || coalesce(to_char(starts_at at time zone 'Europe/Copenhagen', 'HH24:MI') || ', moved ' || revision, reason)
        from reactions.station_visit order by 1
        """, new { first = Scene.ActivationId });
}
