using ReactionPlans.Contracts;
using ReactionPlans.Flow.Files;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

/// <summary>A station's own calendar, as other programs write it. It is Wednesday 4 March 2026, 13.00 in Denmark.</summary>
public sealed class ImportCalendarTests
{
    private const string Meeting = "BEGIN:VEVENT\nUID:meeting\nDTSTAMP:20260301T000000Z\nDTSTART:20260309T120000Z\nDTEND:20260309T140000Z\nSUMMARY:Hos Karen Jensen\nEND:VEVENT\n";

    private Scene scene = null!;

    [SetUp]
    public async Task Open()
    {
        scene = await Scene.Create();
        await scene.AddStation();
    }

    [TearDown]
    public async Task Close() => await scene.DisposeAsync();

    [TestCase("DTSTART:20260309T120000Z\nDTEND:20260309T140000Z", "03-09 12:00 - 03-09 14:00", TestName = "UTC")]
    [TestCase("DTSTART:20260309T120000\nDURATION:PT2H", "03-09 11:00 - 03-09 13:00", TestName = "no time zone: Danish time")]
    [TestCase("DTSTART;TZID=Europe/London:20260309T120000\nDTEND;TZID=Europe/London:20260309T130000", "03-09 12:00 - 03-09 13:00", TestName = "a named zone")]
    [TestCase("DTSTART;TZID=Romance Standard Time:20260409T120000\nDTEND;TZID=Romance Standard Time:20260409T130000", "04-09 10:00 - 04-09 11:00", TestName = "the name that Outlook has for ours")]
    [TestCase("DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330", "03-27 23:00 - 03-29 22:00", TestName = "whole days over the change of the clock")]
    [TestCase("DTSTART;VALUE=DATE:20260309", "03-08 23:00 - 03-09 23:00", TestName = "a day without an end")]
    [TestCase("DTSTART:20260302T080000Z\nDTEND:20260302T100000Z\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20260316T080000Z", "03-09 08:00 - 03-09 10:00, 03-23 08:00 - 03-23 10:00", TestName = "a series without what is over and what is left out")]
    [TestCase("DTSTART;TZID=Europe/Copenhagen:20260326T080000\nDTEND;TZID=Europe/Copenhagen:20260326T100000\nRRULE:FREQ=WEEKLY;COUNT=2", "03-26 07:00 - 03-26 09:00, 04-02 06:00 - 04-02 08:00", TestName = "a series keeps its hour when the clock changes")]
    [TestCase("DTSTART:20260309T120000Z\nDTEND:20260309T140000Z\nSTATUS:CANCELLED", "", TestName = "cancelled")]
    [TestCase("DTSTART:20260309T120000Z\nDTEND:20260309T140000Z\nTRANSP:TRANSPARENT", "", TestName = "shown as free")]
    [TestCase("DTSTART:20260303T120000Z\nDTEND:20260303T140000Z", "", TestName = "over")]
    public async Task An_event_takes_a_crew_at_its_times(string lines, string booked)
    {
        var report = await Import($"BEGIN:VEVENT\nUID:a\nDTSTAMP:20260301T000000Z\n{lines}\nEND:VEVENT\n");

        Assert.That((report.Rejected, report.FileProblem), Is.EqualTo((0, (ReactionPlans.Rules.Problem?)null)));
        Assert.That(string.Join(", ", await Booked()), Is.EqualTo(booked));
    }

    [Test]
    public async Task One_date_of_a_series_that_was_moved_or_called_off_stands_as_it_is_now()
    {
        await Import("""
            BEGIN:VEVENT
            UID:a
            DTSTAMP:20260301T000000Z
            DTSTART:20260309T080000Z
            DTEND:20260309T100000Z
            RRULE:FREQ=DAILY;COUNT=3
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            DTSTAMP:20260301T000000Z
            RECURRENCE-ID:20260310T080000Z
            DTSTART:20260310T120000Z
            DTEND:20260310T130000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            DTSTAMP:20260301T000000Z
            RECURRENCE-ID:20260311T080000Z
            DTSTART:20260311T080000Z
            DTEND:20260311T100000Z
            STATUS:CANCELLED
            END:VEVENT

            """);

        Assert.That(await Booked(), Is.EqualTo(new[] { "03-09 08:00 - 03-09 10:00", "03-10 12:00 - 03-10 13:00" }));
    }

    [Test]
    public async Task The_same_file_twice_is_the_same_and_what_the_next_one_lacks_is_free_again()
    {
        var first = await Import(Meeting + Meeting.Replace("meeting", "other"));
        var again = await Import(Meeting + Meeting.Replace("meeting", "other"));
        var next = await Import(Meeting);

        Assert.That((first.Accepted, first.Same, again.Accepted, again.Same, next.Withdrawn), Is.EqualTo((2, 0, 0, 2, 1)));
        Assert.That(await Booked(), Is.EqualTo(new[] { "03-09 12:00 - 03-09 14:00" }));
        Assert.That(await scene.Database.Rows("plumbing.outbox", $"type = '{nameof(StationCalendarChanged)}'"), Is.EqualTo(2), "a file that changes nothing plans nothing anew");
        Assert.That(await scene.Database.TablesHolding("Karen"), Is.Empty, "what a calendar says is not kept");
    }

    [TestCase("DTSTART:hello", 8152)]
    [TestCase("SUMMARY:no time", 8152)]
    [TestCase("DTSTART:20260309T120000Z\nthis is no line", 8152)]
    [TestCase("DTSTART:20260309T120000Z\nDTEND:20260309T130000Z\nRRULE:FREQ=SOMETIMES", 8152)]
    [TestCase("DTSTART:20260309T120000Z\nDTEND:20260309T130000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 8152)]
    [TestCase("DTSTART:20260309T120000Z", 8154)]
    [TestCase("DTSTART:20260309T120000Z\nDTEND:20260309T110000Z", 8154)]
    [TestCase("DTSTART:20260309T120000Z\nDURATION:PT1M\nRRULE:FREQ=MINUTELY", 8155)]
    [TestCase("DTSTART:20260309T120000Z\nDURATION:PT1M\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5", 8155)]
    [TestCase("DTSTART:00010309T120000Z\nDURATION:PT1M\nRRULE:FREQ=DAILY", 8152)]
    [TestCase("DTSTART;TZID=Atlantis:20260309T120000\nDURATION:PT1H", 8156)]
    public async Task A_broken_event_is_rejected_keeps_what_was_known_of_it_and_the_rest_is_taken(string lines, int number)
    {
        await Import(Meeting.Replace("meeting", "broken").Replace("20260309", "20260310"));

        var report = await Import($"BEGIN:VEVENT\nUID:broken\nDTSTAMP:20260301T000000Z\n{lines}\nEND:VEVENT\n{Meeting}");

        Assert.That((report.Read, report.Accepted, report.Rejected, report.FirstProblems.Select(problem => problem.Number).Single()), Is.EqualTo((2, 1, 1, number)));
        Assert.That(report.FirstProblems[0].Place?.Line, Is.EqualTo(4));
        Assert.That(await Booked(), Is.EqualTo(new[] { "03-09 12:00 - 03-09 14:00", "03-10 12:00 - 03-10 14:00" }));
        Assert.That(await File.ReadAllTextAsync(report.RejectedFile!), Does.Contain($"RP{number}"));
    }

    [Test]
    public async Task An_event_without_a_uid_is_rejected() =>
        Assert.That((await Import(Meeting.Replace("UID:meeting\n", "") + Meeting)).FirstProblems.Single().Number, Is.EqualTo(8153));

    [Test]
    public async Task A_file_that_breaks_off_or_is_no_calendar_frees_nothing()
    {
        await Import(Meeting);
        foreach (var text in new[] { "", "id,name\n1,2\n", "BEGIN:VCALENDAR\nVERSION:2.0\n", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nEND:VCALENDAR\n" })
            Assert.That((await Run(text)).FileProblem?.Number, Is.EqualTo(8151), text);

        Assert.That(await Booked(), Is.EqualTo(new[] { "03-09 12:00 - 03-09 14:00" }));
        Assert.That((await Run($"BEGIN:VCALENDAR\n{Meeting}END:VCALENDAR\n", "s9")).FileProblem?.Number, Is.EqualTo(8150));
    }

    [Test]
    public async Task A_visit_makes_way_for_a_booking_and_comes_back_in_no_calendar_of_its_own()
    {
        await scene.Activate();
        await scene.AddSite();
        await scene.Database.Execute("update activation.task set gate_opened_at = @now, state = 'Open' where step_id = 'station'", new { now = TestDatabase.Start });
        await TestDatabase.Deliver(scene.PlanMobileStation, new GateOpened(Scene.ActivationId, "station"));
        var own = (await scene.ReadStationCalendar.Of("s1", CancellationToken.None))!;

        var report = await Run(own);
        Assert.That((report.Read, report.Skipped, await scene.Database.Rows("reactions.station_booking")), Is.EqualTo((2, 2, 0)), "the station's people accepted our invitations");

        await Import(Meeting.Replace("20260309T120000Z", "20260305T080000Z").Replace("20260309T140000Z", "20260305T180000Z"));
        await scene.Pump();

        Assert.That(await scene.Database.Query<string>("select to_char(starts_at at time zone 'UTC', 'DD HH24:MI ') || revision from reactions.station_visit order by visit_number"),
            Is.EqualTo(new[] { "04 12:00 0", "06 09:00 1" }));
    }

    private Task<ImportReport> Import(string events) =>
        Run($"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//Kalender//DA\n{events.ReplaceLineEndings("\n")}END:VCALENDAR\n");

    private async Task<ImportReport> Run(string text, string station = "s1")
    {
        var path = Path.Combine(scene.Folder.FullName, "station.ics");
        await File.WriteAllTextAsync(path, text);
        return await new ImportCalendar(scene.Database.Database, scene.Database.Clock).Run(path, station, CancellationToken.None);
    }

    private Task<IReadOnlyList<string>> Booked() => scene.Database.Query<string>(
        """
        select to_char(starts_at at time zone 'UTC', 'MM-DD HH24:MI') || ' - ' || to_char(ends_at at time zone 'UTC', 'MM-DD HH24:MI')
        from reactions.station_booking order by starts_at
        """);
}
