using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

/// <summary>Two visits, on Wednesday 13.00 (which has begun) and Thursday 10.00, and a person who wants the second elsewhere. The person sees their own partnership's rows alone.</summary>
public sealed class PlaceVisitTests
{
    private static readonly VisitId Second = new(Scene.ActivationId, "station", 2);

    private Scene scene = null!;

    [SetUp]
    public async Task Plan()
    {
        scene = await Scene.Create();
        await scene.Activate();
        await scene.AddStation();
        await scene.AddSite();
        await scene.Database.Execute("update activation.task set gate_opened_at = @now, state = 'Open' where step_id = 'station'", new { now = TestDatabase.Start });
        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));
        await scene.Pump();
    }

    [TearDown]
    public async Task Close() => await scene.DisposeAsync();

    [Test]
    public async Task The_visit_stands_where_it_was_put_and_those_who_had_been_told_are_told_once()
    {
        Assert.That(await Place("06T12:15"), Is.Null);
        await scene.Pump();
        Assert.That(await Place("06T12:15"), Is.Null, "the same said twice");
        await scene.Pump();

        Assert.That(await Visits(), Is.EqualTo(new[] { "1 s1 torv 04 13:00 moved 0 by plan", "2 s1 torv 06 12:15 moved 1 by eksempel/coordinator" }));
        var told = await scene.Database.Query<string>("select step_id || ' ' || template from delivery.delivery where activation_id = @id and step_id like '%#%' and state = 'Accepted' order by step_id", new { id = Scene.ActivationId });
        Assert.That(told, Is.EqualTo(new[] { "invite-station#1.0 visit-invited", "invite-station#2.0 visit-invited", "invite-station#2.1 visit-invited", "visit-station#1 station-visit" }));
        var mails = await Task.WhenAll(scene.Files("mail").Select(file => MimeKit.MimeMessage.LoadAsync(file)));
        Assert.That(mails.SelectMany(mail => mail.BodyParts.OfType<MimeKit.TextPart>()).Select(part => part.Text), Has.One.Contain("SEQUENCE:1").And.Contain("DTSTART:20260306T111500Z"));
        Assert.That(await scene.Database.Query<string>("select actor || ' ' || subject_id || ' ' || (detail::jsonb -> 'from' ->> 'starts') || ' ' || (detail::jsonb -> 'to' ->> 'starts') from access.audit_entry where action = 'visit-moved'"),
            Is.EqualTo(new[] { $"coordinator {Scene.ActivationId}/station/2 2026-03-05T09:00:00+00:00 2026-03-06T11:15:00+00:00" }));
    }

    [TestCase("06T10:00", 8197, "insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, station_id, starts_at, ends_at, planned_at) values (gen_random_uuid(), 'naboby', 'station', 1, 'Scheduled', 's1', '2026-03-06T09:00Z', '2026-03-06T12:00Z', @now)", TestName = "Another partnership's visit takes the crew")]
    [TestCase("06T10:00", 8197, "insert into reactions.station_booking (station_id, uid, starts_at, ends_at, kind, noted_at) values ('s1', 'u', '2026-03-06T12:15Z', '2026-03-06T13:00Z', 'Calendar', @now)", TestName = "The crew has something else, and no time to get there")]
    [TestCase("06T10:00", 8196, "insert into reactions.station_booking (station_id, uid, starts_at, ends_at, kind, reason, noted_by, noted_at) values ('s1', 'u', '2026-03-06T11:00Z', '2026-03-06T13:00Z', 'OutOfService', 'Motoren.', 'naboby/p', @now)", TestName = "The station is out")]
    [TestCase("06T10:00", 8193, "update activation.task set gate_opened_at = null", TestName = "Residents are not informed")]
    [TestCase("06T10:00", 8191, "update activation.activation set ended_at = @now, ended_on = '2026-03-04', end_reason = 'fallen'", TestName = "The plan is over")]
    [TestCase("06T10:00", 8191, "update reactions.station_visit set starts_at = @now where visit_number = 2", TestName = "The visit has begun")]
    [TestCase("06T10:00", 8191, "update reactions.station_visit set state = 'Cancelled' where visit_number = 2", TestName = "The visit was called off")]
    [TestCase("06T10:00", 8192, "update reactions.station_visit set revision = 1 where visit_number = 2", TestName = "It was moved meanwhile")]
    [TestCase("06T10:00", 8198, "update reactions.site set opening_hours = 'fri 12:00-18:00'", TestName = "The site is closed then")]
    [TestCase("06T10:00", 8199, "insert into reactions.station select 's2', name, crew_hours, capacity, imported_at from reactions.station; insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, station_id, site_id, starts_at, ends_at, planned_at) values (gen_random_uuid(), 'naboby', 'station', 1, 'Scheduled', 's2', 'torv', '2026-03-06T09:00Z', '2026-03-06T12:00Z', @now)", TestName = "Another station stands there")]
    [TestCase("06T16:00", 8195, "", TestName = "The crew goes home before it is over")]
    [TestCase("07T12:00", 8195, "", TestName = "The crew does not work that day")]
    [TestCase("12T10:00", 8194, "", TestName = "The agreed days have passed then")]
    [TestCase("06T10:05", 8194, "", TestName = "Not on a quarter")]
    [TestCase("04T10:00", 8194, "", TestName = "Over already")]
    public async Task It_is_refused(string at, int number, string but)
    {
        if (but.Length > 0)
            await scene.Database.Execute(but, new { now = TestDatabase.Start });
        var before = await Visits();

        Assert.That((await Place(at))?.Number, Is.EqualTo(number));
        Assert.That(await Visits(), Is.EqualTo(before));
        Assert.That(await scene.Database.Rows("plumbing.outbox") + await scene.Database.Rows("access.audit_entry", "action = 'visit-moved'"), Is.Zero, "nobody is told");
    }

    [TestCase("lead", "eksempel", "s1", "torv", 6009)]
    [TestCase("nobody", "eksempel", "s1", "torv", 6009)]
    [TestCase("coordinator", "naboby", "s1", "torv", 8191)]
    [TestCase("coordinator", "eksempel", "s9", "torv", 8150)]
    [TestCase("coordinator", "eksempel", "s1", "langt-væk", 8198)]
    public async Task Only_the_police_of_the_plan_and_only_a_station_and_a_site_that_fit(string person, string partnership, string station, string site, int number)
    {
        await scene.AddSite("langt-væk", latitude: 55.0);

        Assert.That((await Place("06T10:00", person: person, partnership: partnership, station: station, site: site))?.Number, Is.EqualTo(number));
        Assert.That((await Visits())[1], Is.EqualTo("2 s1 torv 05 10:00 moved 0 by plan"));
    }

    [Test]
    public async Task Of_two_people_who_move_it_at_once_the_second_is_told_where_it_stands_now()
    {
        var answers = await Task.WhenAll(new[] { "06T10:00", "06T14:00", "09T10:00", "09T14:00" }.Select(at => Place(at)));

        Assert.That(answers.Count(problem => problem is null), Is.EqualTo(1));
        Assert.That(answers.OfType<Problem>().Select(problem => problem.Number), Is.EqualTo(new[] { 8192, 8192, 8192 }));
        Assert.That(answers.OfType<Problem>().First().Danish, Does.Contain("Nu er det: Politibussen ved Torvet, "));
        Assert.That((await Visits())[1], Does.Contain("moved 1"));
    }

    [Test]
    public async Task Two_visits_put_at_one_time_at_once_never_share_a_crew()
    {
        await scene.Database.Execute("update reactions.station_visit set starts_at = '2026-03-10T09:00Z', ends_at = '2026-03-10T12:00Z' where visit_number = 1");

        var answers = await Task.WhenAll(Place("06T12:00", number: 1), Place("06T12:00", number: 2));

        Assert.That(answers.Select(problem => problem?.Number ?? 0).Order(), Is.EqualTo(new[] { 0, 8197 }));
    }

    [Test]
    public async Task One_without_a_place_can_be_given_its_first()
    {
        await scene.Database.Execute("update reactions.station_visit set state = 'Unplaced', station_id = null, site_id = null, starts_at = null, ends_at = null, reason = 'Ingen ledig.' where visit_number = 2");

        Assert.That(await Place("06T12:15"), Is.Null);
        await scene.Pump();

        Assert.That((await Visits())[1], Is.EqualTo("2 s1 torv 06 12:15 moved 1 by eksempel/coordinator"));
    }

    [Test]
    public async Task Looking_says_what_would_be_answered_and_changes_nothing()
    {
        var mover = Mover("eksempel");
        var shown = await mover.Show(Second, "eksempel", CancellationToken.None);

        Assert.That(shown, Is.Not.Null);
        Assert.That((shown!.Areas, shown.Revision, shown.Station, shown.Site, shown.Responsible, shown.Closed), Is.EqualTo(("Risskov", 0, "Politibussen", "Torvet", "Indbrudskoordinator", (Problem?)null)));
        Assert.That((shown.From, shown.Until), Is.EqualTo((TestDatabase.Start, TestDatabase.Start.AddDays(7))));
        Assert.That(shown.Sites.Select(site => site.Name), Is.EqualTo(new[] { "Torvet" }));
        Assert.That((await mover.Judge(Second, Wanted("06T16:00"), "eksempel", "coordinator", CancellationToken.None))?.Number, Is.EqualTo(8195));
        Assert.That(await mover.Judge(Second, Wanted("06T12:00"), "eksempel", "coordinator", CancellationToken.None), Is.Null);
        Assert.That((await Visits())[1], Is.EqualTo("2 s1 torv 05 10:00 moved 0 by plan"));
        Assert.That(await Mover("naboby").Show(Second, "naboby", CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Planning_anew_leaves_it_where_it_was_put_until_the_station_cannot_come()
    {
        await Place("06T12:15");
        await scene.Pump();
        await TestDatabase.Deliver(scene.ReplanVisits, new StationCalendarChanged("s1"));
        Assert.That((await Visits())[1], Is.EqualTo("2 s1 torv 06 12:15 moved 1 by eksempel/coordinator"));

        await scene.Database.Execute("insert into reactions.station_booking (station_id, uid, starts_at, ends_at, kind, noted_at) values ('s1', 'u', '2026-03-06T11:00Z', '2026-03-06T12:00Z', 'Calendar', now())");
        await TestDatabase.Deliver(scene.ReplanVisits, new StationCalendarChanged("s1"));
        Assert.That((await Visits())[1], Does.EndWith("moved 2 by plan"));
    }

    private PlaceVisit Mover(string partnership) => new(scene.Database.Database.SeenBy(Scope.Of(partnership)), scene.Agreements);

    private static WantedPlace Wanted(string at, string station = "s1", string site = "torv") =>
        new(station, site, new DateTimeOffset(DateTime.Parse($"2026-03-{at}", global::System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(1)).ToUniversalTime(), Revision: 0);

    private Task<Problem?> Place(string at, int number = 2, string person = "coordinator", string partnership = "eksempel", string station = "s1", string site = "torv") =>
        Mover(partnership).Place(Second with { Number = number }, Wanted(at, station, site), partnership, person, CancellationToken.None);

    private Task<IReadOnlyList<string>> Visits() => scene.Database.Query<string>(
        """
        select visit_number || ' ' || station_id || ' ' || site_id || ' ' || to_char(starts_at at time zone 'Europe/Copenhagen', 'DD HH24:MI') || ' moved ' || revision || ' by ' || coalesce(placed_by, 'plan')
        from reactions.station_visit where partnership_id = 'eksempel' order by visit_number
        """);
}
