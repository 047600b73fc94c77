using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Detection;

public sealed class SpikeEvidenceTests
{
    [Test]
    public async Task A_spike_keeps_what_it_rests_on()
    {
        await using var village = await Village.Settle();
        var today = village.Today;
        await village.Report(1, prefix: "old", reportedDay: today.AddDays(-400));
        await village.Report(2, prefix: "year", reportedDay: today.AddDays(-100));
        await village.Report(1, area: "2", prefix: "next");
        await village.Report(2);
        village.Wait(TimeSpan.FromHours(30));
        today = village.Today;
        await village.Receive([new ReportRow("test", "R-late", 1, false, village.Database.Clock.GetUtcNow().AddHours(-2), "1320", false, DanishTime.StartOf(today), today,
            DanishTime.StartOf(today.AddDays(-12)), DanishTime.EndOf(today.AddDays(-9)), null, null, "1")]);
        village.Wait(TimeSpan.FromHours(3));

        await village.JudgeSoFar();

        var evidence = await Evidence(village);
        Assert.Multiple(() =>
        {
            Assert.That((evidence.Criterion, evidence.AgreementVersion, evidence.Place, evidence.Offence), Is.EqualTo(("burst", 1, "1 Område 1", "residential-burglary")));
            Assert.That((evidence.Count, evidence.AtLeast, evidence.Bound), Is.EqualTo((3, 3, 3.0)));
            Assert.That((evidence.Late, evidence.LateShare), Is.EqualTo((1, 1.0 / 3)));
            Assert.That(evidence.DataAgeHours, Is.EqualTo(5).Within(0.1));
            Assert.That(evidence.Neighbours, Is.EqualTo(new[] { new NeighbourCount("2", 1) }), "area 3 does not touch area 1");
            Assert.That(evidence.Usual, Is.EqualTo(2 * 7 / 364.0).Within(1e-9));
            Assert.That(evidence.Luck, Is.Null, "a threshold asks no chance");
            Assert.That(evidence.RecurrenceWeeks, Is.EqualTo(1 / evidence.UsualLuck!.Value).Within(1e-3));
            Assert.That(evidence.ReportedDays, Has.Count.EqualTo(3));
            Assert.That(evidence.LastDays, Has.Count.EqualTo(29));
        });
        TestContext.Out.WriteLine(EvidenceText.Sentence(evidence, "1").Danish);
    }

    [Test]
    public async Task A_cluster_has_no_chance_by_what_is_usual_in_the_whole_area()
    {
        await using var village = await Village.Settle(moreCriteria:
            "\n  - { id: near, offence: residential-burglary, level: watch, rule: { kind: near-repeat, atLeast: 2, withinMetres: 200, withinDays: 7 }, minimumReports: 2 }");
        await village.Report(1, prefix: "old", reportedDay: village.Today.AddDays(-400));
        await village.Report(2, prefix: "year", reportedDay: village.Today.AddDays(-100));
        var (today, now) = (village.Today, village.Database.Clock.GetUtcNow());
        await village.Receive([.. Enumerable.Range(1, 2).Select(number => new ReportRow("test", $"R-{number}", 1, false, now, "1320", false, DanishTime.StartOf(today), today, DanishTime.StartOf(today), now, 56.5, 1.5, null))]);

        await village.JudgeSoFar();

        var evidence = await Evidence(village);
        Assert.That(evidence is { Criterion: "near", IsNear: true, Count: 2, Usual: > 0, UsualLuck: null, RecurrenceWeeks: null }, Is.True);
    }

    [Test]
    public async Task A_source_that_delivers_in_the_area_only_later_does_not_make_the_data_newer()
    {
        await using var village = await Village.Settle();
        var now = village.Database.Clock.GetUtcNow();
        await village.Report(3);
        var asked = new { area_id = await village.Database.Scalar<int>("select id from intake.area where code = '1'"), known_before = now.AddHours(2).UtcDateTime };
        await village.Receive([Other("there", "2", now.AddHours(1)), Other("here", "1", now.AddHours(3))]);

        var newest = await village.Database.Database.Do(work => work.Scalar<DateTime?>("Detection/read-newest-report.sql", asked), CancellationToken.None);

        Assert.That(newest, Is.EqualTo(now.UtcDateTime).Within(TimeSpan.FromSeconds(1)));

        ReportRow Other(string reference, string area, DateTimeOffset known) =>
            new("other", reference, 1, false, known, "1320", false, DanishTime.StartOf(village.Today), village.Today, null, null, null, null, area);
    }

    [Test]
    public async Task Reports_that_came_in_too_late_for_the_criterion_are_told_and_not_counted()
    {
        await using var village = await Village.Settle(criterion: ", maximumReportingDelayDays: 21");
        await village.Report(3);
        var (today, now) = (village.Today, village.Database.Clock.GetUtcNow());
        await village.Receive([new ReportRow("test", "R-late", 1, false, now, "1320", false, DanishTime.StartOf(today), today,
            DanishTime.StartOf(today.AddDays(-25)), DanishTime.EndOf(today.AddDays(-22)), null, null, "1")]);

        await village.JudgeSoFar();

        var evidence = await Evidence(village);
        Assert.That((evidence.Count, evidence.MaximumReportingDelayDays, evidence.TooLate, evidence.References.Contains("R-late")), Is.EqualTo((3, 21, 1, false)));
        Assert.That(EvidenceText.Sentence(evidence with { Usual = null }, "1").Danish, Is.EqualTo("3 indbrud på 7 dage i 1; grænsen er 3. 1 er ikke talt med: den er anmeldt mere end 21 dage efter."));
        Assert.That(EvidenceText.TooLate(2, 1).Danish, Is.EqualTo(" 2 er ikke talt med: de er anmeldt mere end 1 dag efter."));
        Assert.That(EvidenceText.TooLate(0, 21).Danish, Is.Empty);
        var (explained, _) = await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of("1", today, "burst", CancellationToken.None);
        Assert.That(explained!.Criteria.Single() is { Counted: 3, TooLate: 1 } one && one.Sentence.EndsWith("anmeldt mere end 21 dage efter.", StringComparison.Ordinal), Is.True);
        Assert.That((await new SpikeSheet(village.Database.Database, village.Agreements).Of(await village.Spike(), CancellationToken.None)).Html, Does.Contain("anmeldt over 21 dage efter"));
    }

    [Test]
    public void The_sentence_is_the_one_that_was_agreed()
    {
        var evidence = new Evidence(13, null, 7, default, default, default, true, null, []) { Offence = "residential-burglary", Expected = 2, Luck = 0.00099 };

        Assert.That(EvidenceText.Sentence(evidence, "8240").Danish,
            Is.EqualTo("13 indbrud på 7 dage i 8240; der plejer at være 2; så mange ses ved et tilfælde mindre end én gang på 1.000 uger."));
    }

    [Test]
    public void With_an_agreed_limit_the_limit_comes_first()
    {
        var evidence = new Evidence(5, 5, 7, default, default, default, true, 1.23, []) { Offence = "residential-burglary" };

        Assert.That(EvidenceText.Sentence(evidence, "8240 Risskov").Danish, Is.EqualTo("5 indbrud på 7 dage i 8240 Risskov; grænsen er 5. Der plejer at være 1,2."));
        Assert.That(EvidenceText.Sentence(evidence with { Usual = null }, "8240").Danish, Is.EqualTo("5 indbrud på 7 dage i 8240; grænsen er 5."));
    }

    [Test]
    public void Evidence_from_before_there_was_so_much_of_it_is_still_read()
    {
        const string old = """{"count":3,"atLeast":3,"windowDays":7,"from":"2026-01-01","to":"2026-01-07","knownBefore":"2026-01-07T12:00:00+00:00","dayIsOver":false,"usual":null,"references":["a","b","c"]}""";

        var evidence = JsonSerializer.Deserialize<Evidence>(old, JsonSerializerOptions.Web)!;

        Assert.That(EvidenceText.Sentence(evidence, "8240", "residential-burglary").Danish, Is.EqualTo("3 indbrud på 7 dage i 8240; grænsen er 3."));
    }

    private static async Task<Evidence> Evidence(Village village) =>
        JsonSerializer.Deserialize<Evidence>((await village.Database.Scalar<string>("select evidence::text from detection.spike"))!, JsonSerializerOptions.Web)!;
}
