using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Detection;

public sealed class JudgeAreasTests
{
    private Village village = null!;

    [SetUp]
    public async Task Settle() => village = await Village.Settle();

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task Too_few_reports_open_nothing()
    {
        await village.Report(2);

        await village.JudgeSoFar();

        Assert.That(await village.Database.Rows("detection.spike"), Is.Zero);
    }

    [Test]
    public async Task Enough_reports_open_a_spike_the_same_day_with_its_evidence()
    {
        await village.Report(3);

        await village.JudgeSoFar();

        Assert.Multiple(async () =>
        {
            Assert.That(await village.Database.Scalar<DateOnly>("select fired_on from detection.spike"), Is.EqualTo(village.Today));
            Assert.That(await village.Database.Scalar<string>("select evidence ->> 'references' from detection.spike"), Is.EqualTo("""["R-1-1", "R-1-2", "R-1-3"]"""));
            Assert.That(await village.Said(nameof(SpikeDetected)), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task What_counts_from_a_moment_after_the_judging_began_is_judged_with_it()
    {
        await village.Report(2);
        await village.Receive([ThirdAt(village.Database.Clock.GetUtcNow().AddMinutes(2))]);

        await village.JudgeSoFar();

        Assert.That(await village.Database.Scalar<int>("select (evidence ->> 'count')::int from detection.spike"), Is.EqualTo(3));
    }

    [Test]
    public async Task What_counts_on_the_day_after_is_judged_when_that_day_has_come()
    {
        var midnight = DanishTime.EndOf(village.Today);
        village.Database.Clock.MoveTo(midnight.AddSeconds(-1));
        await village.Report(2);
        await village.Receive([ThirdAt(midnight)]);

        await Assert.ThrowsAsync<TimeoutException>(village.JudgeSoFar);
        village.Database.Clock.MoveTo(midnight);
        await village.JudgeSoFar();

        Assert.That(await village.Database.Scalar<DateOnly>("select fired_on from detection.spike"), Is.EqualTo(village.Today));
    }

    private static ReportRow ThirdAt(DateTimeOffset knownAt) =>
        new("test", "third", 1, false, knownAt, "1320", false, knownAt, DanishTime.DayOf(knownAt), null, null, null, null, "1");

    [Test]
    public async Task Eight_workers_at_once_open_one_spike()
    {
        await village.Report(3);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => village.JudgeSoFar()));

        Assert.That(await village.Database.Rows("detection.spike"), Is.EqualTo(1));
        Assert.That(await village.Said(nameof(SpikeDetected)), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_message_again_judges_nothing_again()
    {
        await village.Report(3);
        var consumer = new JudgeAreas(village.Database.Gathering, village.Agreements, village.Map);
        var id = Guid.CreateVersion7();

        await TestDatabase.Deliver(consumer, new AreasChanged("test"), id);
        await TestDatabase.Deliver(consumer, new AreasChanged("test"), id);

        Assert.That(await village.Said(nameof(SpikeDetected)), Is.EqualTo(1));
    }

    [Test]
    public async Task Fourteen_clear_days_end_the_spike_and_the_cool_down_holds()
    {
        await village.Report(3);
        await village.JudgeSoFar();
        var fired = village.Today;

        await village.Nights(30);

        // Three in seven days until the sixth day after; two or fewer from the seventh, and fourteen of those.
        Assert.That(await village.Database.Scalar<DateOnly>("select ended_on from detection.spike"), Is.EqualTo(fired.AddDays(20)));
        Assert.That(await village.Said(nameof(RateFell)), Is.EqualTo(1));

        await village.Report(3, prefix: "again");
        await village.JudgeSoFar();
        Assert.That(await village.Database.Rows("detection.spike"), Is.EqualTo(1), "within the cool-down");
    }

    [Test]
    public async Task Reports_taken_back_the_same_day_close_the_spike_as_withdrawn()
    {
        await village.Report(3);
        await village.JudgeSoFar();
        await village.Report(1, revision: 2, withdrawn: true);

        await village.Nights(1);

        Assert.That(await village.Database.Scalar<string>("select end_reason from detection.spike"), Is.EqualTo("withdrawn"));
        Assert.That(await village.Database.Rows("detection.criterion_state"), Is.Zero);
    }

    [Test]
    public async Task A_spike_that_is_one_of_many_at_the_days_end_says_so_and_not_that_reports_were_taken_back()
    {
        await using var district = await Village.Settle(moreCriteria:
            "\n  - { id: fair, offence: residential-burglary, level: activate, rule: { kind: pooled-windows, luckAtMost: 0.2, atLeast: 3 }, falseDiscoveryRate: 0.0018 }");
        foreach (var area in new[] { "1", "2", "3" })
            for (var back = 20; back <= 700; back += 20)
                await district.Report(1, area, prefix: $"old{back}", reportedDay: district.Today.AddDays(-back));
        await district.Report(3); // a chance of 0.0006: enough beside another area that rises, too little alone
        await district.Report(9, "2", prefix: "more");
        await district.JudgeSoFar();
        await district.Report(9, "2", prefix: "more", revision: 2, withdrawn: true);

        await district.Nights(1);

        Assert.That(await district.Database.Query<(string, string)>("select area.code, end_reason from detection.spike join intake.area on area.id = area_id where criterion_id = 'fair' order by 1"),
            Is.EqualTo(new[] { ("1", "one-of-many"), ("2", "withdrawn") }));
    }

    [Test]
    public async Task A_late_report_counts_on_its_reported_day_from_the_day_it_is_known()
    {
        await village.Report(2);
        await village.Nights(3);
        Assert.That(await village.Database.Rows("detection.spike"), Is.Zero);

        await village.Report(1, prefix: "late", reportedDay: village.Today.AddDays(-2));
        await village.JudgeSoFar();

        Assert.That(await village.Database.Scalar<DateOnly>("select fired_on from detection.spike"), Is.EqualTo(village.Today));
    }

    [Test]
    public async Task Nights_a_stopped_host_has_missed_are_judged_in_order()
    {
        await village.Report(3);
        await village.JudgeSoFar();
        var fired = village.Today;
        await village.Nights(1);

        village.Wait(TimeSpan.FromDays(25));
        await new JudgeEveryArea(village.Database.Database, village.Agreements, village.Map).Run(CancellationToken.None);

        Assert.That(await village.Database.Scalar<DateOnly>("select ended_on from detection.spike"), Is.EqualTo(fired.AddDays(20)));
    }

    [Test]
    public async Task A_day_without_data_neither_clears_nor_fires()
    {
        await village.Report(3);
        await village.JudgeSoFar();
        await village.Database.Execute("insert into intake.report_day (source, day) values ('test', @day)", new { day = village.Today });

        await village.Nights(40);

        Assert.That(await village.Database.Rows("detection.spike", "ended_on is null"), Is.EqualTo(1));
    }
}
