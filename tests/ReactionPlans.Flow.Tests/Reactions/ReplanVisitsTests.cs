using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

/// <summary>Two visits, on Wednesday 13.00 and Thursday 10.00 (Danish time), and a crew that is taken.</summary>
public sealed class ReplanVisitsTests
{
    private static readonly DateTimeOffset Thursday = new(2026, 3, 5, 9, 0, 0, TimeSpan.Zero);

    private Scene scene = null!;

    [SetUp]
    public async Task Plan()
    {
        scene = await Scene.Create();
        await scene.Activate();
        await scene.AddStation();
        await scene.AddSite();
        await scene.Database.Execute(
            """
            update agreements.version set accepted_by_police = 'coordinator', accepted_by_municipality = 'lead';
            update activation.task set gate_opened_at = @now, state = 'Open' where step_id = 'station'
            """, new { now = TestDatabase.Start });
        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));
        await scene.Pump();
    }

    [TearDown]
    public async Task Close() => await scene.DisposeAsync();

    [Test]
    public async Task Only_the_visit_that_the_station_cannot_make_is_moved_and_its_people_are_told()
    {
        Assert.That(await Out(Thursday.AddHours(1), Thursday.AddHours(2)), Is.Null);
        await scene.Pump();

        Assert.That(await Visits(), Is.EqualTo(new[] { "1 Scheduled 04 13:00 moved 0", "2 Scheduled 05 13:00 moved 1" }), "an hour to get back, and the same day, which is as good");
        var told = await scene.Database.Query<string>("select step_id || ' ' || template from delivery.delivery where activation_id = @id and step_id like '%#%' and state = 'Accepted' order by step_id", new { id = Scene.ActivationId });
        Assert.That(told, Is.EqualTo(new[] { "invite-station#1.0 visit-invited", "invite-station#2.0 visit-invited", "invite-station#2.1 visit-invited", "visit-station#1 station-visit" }));
    }

    [Test]
    public async Task Another_station_comes_at_the_same_time_and_the_first_ones_contact_hears_that_it_need_not()
    {
        await scene.Database.Execute("update reactions.station set mail = 'bus@politi.example'");
        await scene.AddStation("s2", mail: "vogn@politi.example");

        await Out(Thursday, Thursday.AddDays(30));
        await scene.Pump();

        Assert.That(await scene.Database.Query<string>("select station_id || to_char(starts_at at time zone 'UTC', ' DD HH24:MI') from reactions.station_visit order by visit_number"),
            Is.EqualTo(new[] { "s1 04 12:00", "s2 05 09:00" }));
        Assert.That(await scene.Database.Query<string>("select recipient_id || ' ' || template from delivery.delivery where step_id = 'invite-station#2.1' order by 1"),
            Is.EqualTo(new[] { "eksempel/coordinator visit-invited", "s1 visit-cancelled", "s2 visit-invited" }));
    }

    [Test]
    public async Task What_finds_no_other_place_is_told_with_the_reason_and_gets_one_when_the_station_is_back()
    {
        await Out(Thursday.AddHours(-1), Thursday.AddDays(20));
        await scene.Pump();

        const string reason = "Politistationen er meldt ude på det aftalte tidspunkt (Motoren er gået i stykker). Ingen politistation er ledig inden for de aftalte dage.";
        Assert.That(await Visits(), Is.EqualTo(new[] { "1 Scheduled 04 13:00 moved 0", $"2 Unplaced {reason}" }));
        var mails = await Task.WhenAll(scene.Files("mail").Select(file => MimeKit.MimeMessage.LoadAsync(file)));
        Assert.That(mails.Select(mail => mail.TextBody), Has.Some.Contain($"- Besøg 2: ikke planlagt. {reason}"));
        Assert.That(mails.Single(mail => mail.Subject?.StartsWith("Aflyst", StringComparison.Ordinal) == true).TextBody, Does.Contain("Motoren er gået i stykker"));

        Assert.That(await new TakeStationOut(scene.Database.Database, scene.Agreements).Return("s1", "eksempel", "coordinator", CancellationToken.None), Is.Null);
        await scene.Pump();

        Assert.That((await Visits())[1], Is.EqualTo("2 Scheduled 05 10:00 moved 2"));
    }

    [Test]
    public async Task What_a_station_with_another_crew_can_still_make_stays()
    {
        await scene.Database.Execute("update reactions.station set capacity = 2");

        await Out(Thursday, Thursday.AddDays(1), crews: 1);
        await scene.Pump();

        Assert.That((await Visits())[1], Is.EqualTo("2 Scheduled 05 10:00 moved 0"));
    }

    [Test]
    public async Task The_same_word_twice_changes_nothing_more()
    {
        await Out(Thursday.AddHours(1), Thursday.AddHours(2));
        await scene.Pump();
        await Out(Thursday.AddHours(1), Thursday.AddHours(2));
        await scene.Pump();

        Assert.That((await Visits())[1], Does.EndWith("moved 1"));
        Assert.That(await scene.Database.Rows("access.audit_entry", "action = 'station-taken-out' and actor = 'coordinator'"), Is.EqualTo(1));
        Assert.That(await scene.Database.Rows("access.audit_entry", "detail::text like '%Motoren%'"), Is.Zero, "no free text there");
    }

    [TestCase("lead", "s1", 6009)]
    [TestCase("nobody", "s1", 3005)]
    [TestCase("coordinator", "s9", 8150)]
    public async Task Only_the_police_and_only_a_station_that_there_is(string person, string station, int number)
    {
        var problem = await Out(Thursday, Thursday.AddHours(1), station: station, person: person);

        Assert.That(problem?.Number, Is.EqualTo(number));
        Assert.That(await scene.Database.Rows("reactions.station_booking"), Is.Zero);
    }

    [Test]
    public async Task A_time_that_is_over_or_the_wrong_way_round_is_refused()
    {
        Assert.That((await Out(Thursday, Thursday))?.Number, Is.EqualTo(8158));
        Assert.That((await Out(Thursday.AddDays(-3), Thursday.AddDays(-2)))?.Number, Is.EqualTo(8158));
        Assert.That((await Out(Thursday, Thursday.AddDays(400)))?.Number, Is.EqualTo(8158));
        Assert.That((await new TakeStationOut(scene.Database.Database, scene.Agreements).Return("s1", "eksempel", "coordinator", CancellationToken.None))?.Number, Is.EqualTo(8159));
    }

    private Task<Problem?> Out(DateTimeOffset from, DateTimeOffset to, int? crews = null, string station = "s1", string person = "coordinator") =>
        new TakeStationOut(scene.Database.Database, scene.Agreements).Take(new Outage(station, from, to, crews, "Motoren er gået i stykker."), "eksempel", person, CancellationToken.None);

    private Task<IReadOnlyList<string>> Visits() => scene.Database.Query<string>(
        """
        select visit_number || ' ' || state || ' ' || coalesce(reason, to_char(starts_at at time zone 'Europe/Copenhagen', 'DD HH24:MI') || ' moved ' || revision)
        from reactions.station_visit order by visit_number
        """);
}
