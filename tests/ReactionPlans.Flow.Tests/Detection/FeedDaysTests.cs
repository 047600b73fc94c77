using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>A daily feed that misses days: what is decided about them, what is judged by them, who is told.</summary>
public sealed class FeedDaysTests
{
    private const int LearnedIn = 20;

    private Village village = null!;
    private int sent;

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task A_spike_that_would_have_ended_on_a_gap_day_ends_one_day_with_data_later([Values] bool withGap)
    {
        await Settle(", clearAfterDays: 3");
        await village.Report(3);
        await village.JudgeSoFar();
        var fired = village.Today;

        // Two or fewer in seven days from the seventh day after: clear on that day, the eighth and the ninth.
        for (var day = 0; day < 12; day++)
            await Day(delivers: !(withGap && day == 9));

        Assert.That(await village.Database.Scalar<DateOnly>("select ended_on from detection.spike"), Is.EqualTo(fired.AddDays(withGap ? 10 : 9)));
        Assert.That(await Gaps(Village.Partnership), Is.EqualTo(withGap ? new[] { fired.AddDays(9) } : []));
    }

    [Test]
    public async Task A_rule_that_must_hold_two_days_does_not_fire_on_a_gap_day_but_on_the_next_with_data([Values] bool withGap)
    {
        await Settle(", holdForDays: 1");
        await village.Report(3);
        var first = village.Today;
        await Day();

        await Day(delivers: !withGap);
        await Day();

        Assert.That(await village.Database.Scalar<DateOnly>("select fired_on from detection.spike"), Is.EqualTo(first.AddDays(withGap ? 2 : 1)));
    }

    [Test]
    public async Task The_coordinator_is_told_once_of_a_silence_and_once_that_it_is_over()
    {
        // Long enough that five silent days are no habit.
        await Settle(learnedIn: 2 * LearnedIn);
        var silent = village.Today;
        for (var day = 0; day < 5; day++)
            await Day(delivers: false);
        Assert.That((await village.Said(nameof(FeedFellSilent)), await village.Said(nameof(FeedIsBack))), Is.EqualTo((1, 0)));

        for (var day = 0; day < 3; day++)
            await Day();
        Assert.That((await village.Said(nameof(FeedFellSilent)), await village.Said(nameof(FeedIsBack))), Is.EqualTo((1, 1)));
        Assert.That(await village.Database.Query<(DateOnly, DateOnly)>("select since, over_on from detection.feed_silence"),
            Is.EqualTo(new[] { (silent, silent.AddDays(5)) }));

        await Day(delivers: false);
        Assert.That(await village.Said(nameof(FeedFellSilent)), Is.EqualTo(2), "another silence");
    }

    [Test]
    public async Task A_host_that_stood_still_decides_the_same_days_as_one_that_did_not([Values] bool stoodStill)
    {
        await Settle();
        var first = village.Today;
        if (stoodStill)
            village.Wait(TimeSpan.FromDays(4));
        await village.Nights(stoodStill ? 1 : 5);

        Assert.That(await Gaps(Village.Partnership), Is.EqualTo(Enumerable.Range(0, 5).Select(first.AddDays)));
        Assert.That(await village.Said(nameof(FeedFellSilent)), Is.EqualTo(1));
    }

    [Test]
    public async Task Eight_judgements_at_once_after_midnight_decide_each_day_once()
    {
        await Settle();
        village.Wait(TimeSpan.FromDays(3));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => village.JudgeSoFar()));

        Assert.That(await Gaps(Village.Partnership), Has.Count.EqualTo(3));
        Assert.That(await village.Said(nameof(FeedFellSilent)), Is.EqualTo(1));
    }

    [Test]
    public async Task Reports_that_come_in_later_leave_a_gap_day_as_it_was_known_then_and_count_on_their_day()
    {
        await Settle();
        var gap = village.Today;
        await Day(delivers: false);

        await village.Report(3, prefix: "late", reportedDay: gap);
        await village.JudgeSoFar();
        await Day();

        Assert.That(await Gaps(Village.Partnership), Is.EqualTo(new[] { gap }));
        Assert.That(await village.Database.Scalar<DateOnly>("select fired_on from detection.spike"), Is.EqualTo(gap.AddDays(1)));
    }

    [Test]
    public async Task A_quiet_partnership_of_a_source_that_speaks_has_data_until_it_has_been_silent_as_never_before()
    {
        await Settle();
        var silent = village.Today;

        for (var day = 0; day < 8; day++)
            await Day(area: "elsewhere");

        Assert.That(await Gaps(FeedDays.Everything), Is.Empty);
        var gaps = await Gaps(Village.Partnership);
        TestContext.Out.WriteLine($"no data from day {gaps[0].DayNumber - silent.DayNumber + 1} of the silence");
        Assert.That(gaps[0], Is.InRange(silent.AddDays(2), silent.AddDays(6)));
        Assert.That(await village.Database.Scalar<DateOnly>("select since from detection.feed_silence"), Is.EqualTo(silent));
    }

    [Test]
    public async Task A_source_that_a_person_has_ended_is_no_gap_and_is_followed_again_when_it_delivers()
    {
        await Settle();
        await Day(delivers: false);
        var feed = new EndFeed(village.Database.Database);

        Assert.That((await feed.From("tset", village.Today, CancellationToken.None))?.Kind, Is.EqualTo(Problems.FeedUnknown));
        Assert.That(await feed.From("test", village.Today, CancellationToken.None), Is.Null);
        await Day(delivers: false);
        Assert.That(await Gaps(Village.Partnership), Has.Count.EqualTo(1));
        Assert.That(await village.Database.Rows("detection.feed_silence", "over_on is null"), Is.Zero);
        Assert.That(await village.Said(nameof(FeedIsBack)), Is.Zero, "it is not back");

        await Day();
        await Day(delivers: false);
        Assert.That(await Gaps(Village.Partnership), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_is_read_tells_the_last_report_the_rhythm_and_since_when_there_are_no_data()
    {
        await Settle();
        var silent = village.Today;
        await Day(delivers: false);
        await Day(delivers: false);
        var before = (await Read()).Single();
        await village.Report(1, prefix: "back");
        var after = (await Read()).Single();

        Assert.Multiple(() =>
        {
            Assert.That((before.Source, before.LastReportDay, before.NoDataSince), Is.EqualTo(("test", silent.AddDays(-1), (DateOnly?)silent)));
            Assert.That(RhythmWords.Of(before.Rhythm).Danish, Is.EqualTo("leverer næsten hver dag"));
            Assert.That(before.Days, Has.Count.EqualTo(LearnedIn + 2));
            Assert.That((after.LastReportDay, after.NoDataSince), Is.EqualTo((village.Today, (DateOnly?)null)), "at once, not first after the night");
        });

        Task<IReadOnlyList<FeedStanding>> Read() =>
            village.Database.Database.Do(work => FeedHealth.Read(work, Village.Partnership, new CoveredAreas("postcode", null)), CancellationToken.None);
    }

    [Test]
    public async Task A_list_of_report_days_wins_over_the_learned_rhythm()
    {
        await Settle();
        var listed = village.Today;
        await village.Database.Execute("insert into intake.report_day (source, day) select 'test', @listed::date - n from generate_series(0, 30) as n", new { listed });

        await Day(delivers: false);
        await Day(delivers: false);

        Assert.That(await Gaps(Village.Partnership), Is.Empty);
        Assert.That(await village.Said(nameof(FeedFellSilent)), Is.Zero);
    }

    [Test]
    public async Task A_replay_learns_no_gaps()
    {
        village = await Village.Settle();
        await village.Database.Execute("insert into plumbing.replay (name, clock, prepared, finished) values ('test', now(), true, false)");
        for (var day = 0; day < LearnedIn; day++)
            await Day();

        await Day(delivers: false);

        Assert.That(await village.Database.Rows("detection.feed_day"), Is.Zero);
    }

    private async Task Settle(string criterion = "", int learnedIn = LearnedIn)
    {
        village = await Village.Settle(criterion: criterion);
        for (var day = 0; day < learnedIn; day++)
            await Day();
    }

    /// <summary>One day and its night. What the feed delivers is no burglary, so that the areas stay calm by themselves.</summary>
    private async Task Day(bool delivers = true, string area = "2")
    {
        if (delivers)
        {
            await village.Receive([new ReportRow("test", $"feed-{++sent}", 1, false, village.Database.Clock.GetUtcNow(), "1310", false,
                DanishTime.StartOf(village.Today), village.Today, null, null, null, null, area)]);
        }

        await village.Nights(1);
    }

    private Task<IReadOnlyList<DateOnly>> Gaps(string group) =>
        village.Database.Query<DateOnly>("select day from detection.feed_day where area_group = @group and verdict = 'Gap' order by day", new { group });
}
