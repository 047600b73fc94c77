using MimeKit;
using ReactionPlans.Contracts;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

/// <summary>What the calendars of those who are told of a visit get, as another program than the one that wrote it reads it.</summary>
public sealed class InvitationsTests
{
    private static readonly DateTimeOffset First = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero), Second = new(2026, 3, 5, 9, 0, 0, TimeSpan.Zero);

    private Scene scene = null!;

    [OneTimeSetUp]
    public void Needs()
    {
        if (OtherCalendarReader.Missing() is { } missing)
            Assert.Ignore(missing);
    }

    [SetUp]
    public async Task Plan()
    {
        scene = await Scene.Create();
        await scene.Activate();
        await scene.AddStation(mail: "bus@politi.example");
        await scene.AddSite();
        await scene.Database.Execute("update activation.task set gate_opened_at = @now, state = 'Open' where step_id = 'station'", new { now = TestDatabase.Start });
        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));
        await scene.Pump();
    }

    [TearDown]
    public async Task Close() => await scene.DisposeAsync();

    [Test]
    public async Task Each_visit_is_an_invitation_to_the_responsible_and_to_the_stations_contact()
    {
        var invitations = await Invitations();

        Assert.That(invitations.Select(Short), Is.EquivalentTo(new[]
        {
            $"REQUEST 0 CONFIRMED {First:HHmm} koordinator@example.dk", $"REQUEST 0 CONFIRMED {First:HHmm} bus@politi.example",
            $"REQUEST 0 CONFIRMED {Second:HHmm} koordinator@example.dk", $"REQUEST 0 CONFIRMED {Second:HHmm} bus@politi.example",
        }));
        Assert.That(invitations.Select(one => one.Calendar.Events[0].Uid).Distinct().Count(), Is.EqualTo(2), "one for each visit, whoever is told of it");
        var (calendar, mail) = invitations.First(one => one.Calendar.Events[0].Starts == Second);
        var visit = calendar.Events.Single();
        Assert.That((visit.Starts, visit.Ends, visit.Place, visit.Title), Is.EqualTo((Second, Second.AddHours(3), "Torvet", "Mobil politistation i Risskov (besøg 2)")));
        Assert.That((calendar.Version, calendar.TimeZones), Is.EqualTo(("2.0", 0)));
        Assert.That((visit.Organizer, visit.OrganizerName), Is.EqualTo(("mailto:plan@example.dk", "Trygt Naboskab")), "the address that the mail comes from");
        Assert.That(mail.From.Mailboxes.Single().Address, Is.EqualTo("plan@example.dk"));
        Assert.That(mail.TextBody, Does.Contain("Politibussen står ved Torvet, torsdag den 5. marts 2026 kl. 10.00 til 13.00."));
    }

    [Test]
    public async Task A_visit_that_is_called_off_is_taken_out_of_the_same_calendars_once()
    {
        var before = (await Invitations()).Where(one => one.Calendar.Events[0].Starts == Second).Select(one => one.Calendar.Events[0].Uid).Distinct().Single();
        scene.Database.Clock.MoveTo(First.AddHours(1));
        await scene.End("stopped");

        await TestDatabase.Deliver(scene.PlanAllClear, new ActivationEnded(Scene.ActivationId));
        await TestDatabase.Deliver(scene.PlanAllClear, new ActivationEnded(Scene.ActivationId));
        await scene.Pump();

        var cancelled = (await Invitations()).Where(one => one.Calendar.Method == "CANCEL").ToList();
        Assert.That(cancelled.Select(Short), Is.EquivalentTo(new[] { $"CANCEL 1 CANCELLED {Second:HHmm} koordinator@example.dk", $"CANCEL 1 CANCELLED {Second:HHmm} bus@politi.example" }));
        Assert.That(cancelled.Select(one => one.Calendar.Events[0].Uid), Has.All.EqualTo(before));
        Assert.That(cancelled[0].Mail.TextBody, Does.Contain("Politibussen skal ikke stå ved Torvet").And.Contain("Planen er stoppet."));
        Assert.That(cancelled[0].Mail.Subject, Is.EqualTo("Aflyst: mobil politistation i Risskov, torsdag den 5. marts 2026 kl. 10.00"));
    }

    [Test]
    public async Task The_stations_feed_tells_of_the_same_visits_and_which_of_them_are_off()
    {
        var invited = (await Invitations()).Select(one => one.Calendar.Events[0].Uid).Distinct().ToList();
        await scene.End("stopped");
        await scene.Database.Execute("update activation.activation set ended_at = @at", new { at = First.AddHours(1) });
        await TestDatabase.Deliver(scene.PlanAllClear, new ActivationEnded(Scene.ActivationId));

        var feed = await OtherCalendarReader.Read((await scene.ReadStationCalendar.Of("s1", CancellationToken.None))!);

        Assert.That((feed.Method, feed.Name, feed.TimeZones), Is.EqualTo(("PUBLISH", "Politibussen", 0)));
        Assert.That(feed.Events.Select(visit => (visit.Status, visit.Sequence, visit.Starts, visit.Place)), Is.EqualTo(new[] { ("CONFIRMED", 0, First, "Torvet"), ("CANCELLED", 1, Second, "Torvet") }));
        Assert.That(feed.Events.Select(visit => visit.Uid), Is.EquivalentTo(invited), "so a calendar that has both shows one");
        Assert.That(feed.Events[0].Title, Is.EqualTo("Mobil politistation (besøg 1)"), "whose plan it is, is not told");

        scene.Database.Clock.MoveTo(First.AddDays(32));
        Assert.That((await OtherCalendarReader.Read((await scene.ReadStationCalendar.Of("s1", CancellationToken.None))!)).Events, Is.Empty);
        Assert.That(await scene.ReadStationCalendar.Of("s2", CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_station_without_a_contact_is_told_by_its_feed_alone()
    {
        await scene.Database.Execute("update reactions.station set mail = null; delete from delivery.delivery; delete from reactions.visit_revision; delete from reactions.station_visit");

        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));

        Assert.That(await scene.Database.Query<string>("select distinct recipient_kind from delivery.delivery where template = 'visit-invited'"), Is.EqualTo(new[] { "Person" }));
    }

    private static string Short((ReadCalendar Calendar, MimeMessage Mail) one) =>
        $"{one.Calendar.Method} {one.Calendar.Events[0].Sequence} {one.Calendar.Events[0].Status} {one.Calendar.Events[0].Starts:HHmm} {one.Calendar.Events[0].Attendee!["mailto:".Length..]}";

    /// <summary>What lies in the mails: each with its method on the part, and read by the recipient it was sent to.</summary>
    private async Task<IReadOnlyList<(ReadCalendar Calendar, MimeMessage Mail)>> Invitations()
    {
        var read = new List<(ReadCalendar, MimeMessage)>();
        foreach (var file in scene.Files("mail"))
        {
            var mail = await MimeMessage.LoadAsync(file);
            if (mail.BodyParts.OfType<TextPart>().SingleOrDefault(part => part.ContentType.IsMimeType("text", "calendar")) is not { } part)
                continue;
            var calendar = await OtherCalendarReader.Read(part.Text);
            Assert.That(part.ContentType.Parameters["method"], Is.EqualTo(calendar.Method));
            Assert.That(calendar.Events.Single().Attendee, Is.EqualTo($"mailto:{mail.To.Mailboxes.Single().Address}"));
            read.Add((calendar, mail));
        }

        return read;
    }
}
