using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>The backtest beside the second computation, and its own promises.</summary>
public sealed class BacktestTests
{
    private const int Histories = 10_000;
    private const int Days = 40;

    private static readonly DateOnly First = new(2024, 3, 10); // summer time begins on the 31st
    private static readonly string[] Codes = ["8000", "8210"];
    private static readonly JudgedArea[] Areas = [.. Codes.Select(code => new JudgedArea(code, 1e6))];
    private static readonly string[] CountedBy = ["reported", "reported", "reported", "occurred-end", "aoristic"];

    [Test]
    public void Random_histories_give_the_spikes_of_the_second_computation()
    {
        var spikes = 0;
        Parallel.For(0, Histories, seed =>
        {
            var random = new Random(seed);
            var log = Invent(random);
            var (hold, by, atLeast) = (random.Next(3), CountedBy[random.Next(CountedBy.Length)], 2 + random.Next(2));
            var agreement = Agreed(atLeast, by, hold);

            var found = Run(agreement, log, null).Spikes.Select(spike => new IndependentSpike(spike.Area, spike.FiredOn, spike.EndedOn));

            var second = IndependentJudge.Run(
                log.Select(one => new IndependentReport(one.Reference, one.Revision, one.Withdrawn, one.ReportedDay, DanishTime.EndOf(one.KnownOn).AddHours(-1),
                    one.Areas.Count == 0 ? "" : Codes[one.Areas[0]], one.OccurredFrom, one.OccurredTo)),
                new IndependentCriterion(atLeast, 5, 1, 3, 4, hold, by), First, First.AddDays(Days - 1));
            Assert.That(found, Is.EquivalentTo(second), $"history {seed}");
            Interlocked.Add(ref spikes, second.Count);
        });
        TestContext.Out.WriteLine($"{Histories} histories, {spikes} spikes");
        Assert.That(spikes, Is.GreaterThan(Histories / 2), "or little is compared");
    }

    [Test]
    public void A_later_day_changes_nothing_of_what_was_said_before([Range(1, 20)] int seed)
    {
        var log = Invent(new Random(seed));
        var agreement = Agreed(2, "reported", 0);
        var middle = First.AddDays(Days / 2);

        var whole = Run(agreement, log, null);
        var half = BacktestRun.Run(new BacktestInput(agreement, Areas, [.. log.Where(one => one.KnownOn <= middle)], null, First, middle), null, CancellationToken.None);

        Assert.That(half.Alarms, Is.EqualTo(whole.Alarms.Where(alarm => alarm.Day <= middle)));
        Assert.That(half.Spikes.Select(spike => (spike.Area, spike.FiredOn)), Is.EqualTo(whole.Spikes.Where(spike => spike.FiredOn <= middle).Select(spike => (spike.Area, spike.FiredOn))));
    }

    [Test]
    public void A_day_without_data_neither_fires_nor_clears()
    {
        // Three reports on the 1st day fire on it; with that day a gap they fire on the next. Clear from the 6th day on; a gap among the three clear days adds one.
        var log = Enumerable.Range(0, 3).Select(number => Report(number, 1, First, First, 0)).ToList();
        var agreement = Agreed(3, "reported", 0);
        var days = Enumerable.Range(0, Days).Select(First.AddDays).ToHashSet();

        Assert.That(Only(Run(agreement, log, days)), Is.EqualTo((First, First.AddDays(7))), "window of five days: clear on the 6th, 7th and 8th day");
        Assert.That(Only(Run(agreement, log, days.Where(day => day != First).ToHashSet())), Is.EqualTo((First.AddDays(1), First.AddDays(7))));
        Assert.That(Only(Run(agreement, log, days.Where(day => day != First.AddDays(6)).ToHashSet())), Is.EqualTo((First, First.AddDays(8))));

        static (DateOnly, DateOnly?) Only(BacktestResult result) => result.Spikes.Select(spike => (spike.FiredOn, spike.EndedOn)).Single();
    }

    [Test]
    public void A_second_criterion_joins_a_plan_that_runs_and_starts_none()
    {
        var log = Enumerable.Range(0, 6).Select(number => Report(number, 1, First.AddDays(number / 3), First.AddDays(number / 3), 0)).ToList();
        var agreement = Agreed(3, "reported", 0, Threshold("many", 6));

        var result = Run(agreement, log, null);

        Assert.That(result.Spikes.Select(spike => (spike.Criterion, spike.FiredOn)), Is.EqualTo([("burst", First), ("many", First.AddDays(1))]));
        Assert.That(result.Activations, Has.Count.EqualTo(1));
        Assert.That(result.Activations[0].Joined, Is.EqualTo(["many"]));
        Assert.That(result.AreaYears, Is.EqualTo(2 * Days / 365.25));
    }

    [Test]
    public void A_plan_ends_when_its_longest_time_is_over_though_the_spike_goes_on()
    {
        var log = Enumerable.Range(0, Days * 3).Select(number => Report(number, 1, First.AddDays(number / 3), First.AddDays(number / 3), 0)).ToList();

        var activation = Run(Agreed(3, "reported", 0), log, null).Activations.Single();

        Assert.That((activation.FiredOn, activation.SpikeEndedOn, activation.EndedOn), Is.EqualTo((First, (DateOnly?)null, (DateOnly?)First.AddDays(21))));
    }

    [Test]
    public void Outside_its_season_a_criterion_does_not_fire_and_its_days_are_clear()
    {
        // Three reports on the 1st day, and three on the 20th; each alone fires for the five days of its window.
        var log = Enumerable.Range(0, 6).Select(number => Report(number, 1, First.AddDays(number / 3 * 19), First.AddDays(number / 3 * 19), 0)).ToList();
        var agreement = Agreed(3, "reported", 0);

        Assert.That(Run(agreement, log, null).Spikes.Select(spike => spike.FiredOn), Is.EqualTo([First, First.AddDays(19)]));
        Assert.That(In("uge 13").Spikes.Select(spike => (spike.FiredOn, spike.EndedOn)), Is.EqualTo([(First.AddDays(19), (DateOnly?)First.AddDays(24))]), "it clears from the Monday after the season");
        Assert.That(In("uge 14").Spikes.Select(spike => spike.FiredOn), Is.EqualTo([First.AddDays(22)]), "the reports still lie in the window when the season begins");
        Assert.That(In("skoleferie").Spikes, Is.Empty, "no calendar, no school holiday");
        Assert.That(In("skoleferie", new SchoolCalendar([new SchoolHoliday("ferie", First, First.AddDays(2), DateTimeOffset.MinValue)])).Spikes.Select(spike => spike.FiredOn), Is.EqualTo([First]));

        BacktestResult In(string season, SchoolCalendar? calendar = null) => BacktestRun.Run(
            new BacktestInput(agreement with { Criteria = [.. agreement.Criteria.Select(one => one with { Season = Season.Of([season]) })] }, Areas, log, null, First, First.AddDays(Days - 1))
            { Calendar = calendar ?? SchoolCalendar.Empty }, null, CancellationToken.None);
    }

    [Test]
    public void It_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.That(() => BacktestRun.Run(new BacktestInput(Agreed(3, "reported", 0), Areas, [], null, First, First.AddDays(Days)), null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static BacktestResult Run(Agreement agreement, IReadOnlyList<LoggedReport> log, IReadOnlySet<DateOnly>? days) =>
        BacktestRun.Run(new BacktestInput(agreement, Areas, log, days, First, First.AddDays(Days - 1)), null, CancellationToken.None);

    /// <summary>Up to thirty reports in two areas; a third of them known late, a third corrected or withdrawn some days after, some of the corrections before what they correct.</summary>
    private static List<LoggedReport> Invent(Random random)
    {
        var log = new List<LoggedReport>();
        for (var number = 0; number < 8 + random.Next(22); number++)
        {
            var reported = First.AddDays(random.Next(Days) - 6);
            var known = reported.AddDays(random.Next(3) == 0 ? random.Next(8) : 0);
            log.Add(Report(number, 1, reported, known, random.Next(2), random));
            if (random.Next(3) > 0)
                continue;
            var later = known.AddDays(random.Next(9) - 2);
            log.Add(random.Next(2) == 0
                ? log[^1] with { Revision = 2, Withdrawn = true, KnownOn = later }
                : Report(number, 2, reported.AddDays(-random.Next(2)), later, random.Next(3), random));
        }

        return log;
    }

    /// <param name="area">An area that is not covered: it lies nowhere.</param>
    private static LoggedReport Report(int number, int revision, DateOnly reported, DateOnly known, int area, Random? random = null)
    {
        var (from, to) = random is null ? (null, null) : Happened(random, reported);
        return new LoggedReport(number, $"N-{number:D3}", revision, false, known, "1320", false, reported, from, to, double.NaN, double.NaN, area < Codes.Length ? [area] : []);
    }

    private static (DateTimeOffset? From, DateTimeOffset? To) Happened(Random random, DateOnly reported)
    {
        var to = DanishTime.EndOf(reported.AddDays(-random.Next(2)));
        return random.Next(5) switch
        {
            0 => (null, null),
            1 => (to.AddHours(-5), to.AddHours(-5)),
            2 => (to.AddHours(-30), to.AddHours(-17.5)),
            _ => (DanishTime.StartOf(DanishTime.DayOf(to).AddDays(-1 - random.Next(4))), to),
        };
    }

    private static Criterion Threshold(string id, int atLeast, string by = "reported", int hold = 0) =>
        new(id, "burglary", CriterionLevel.Activate, new ThresholdRule(atLeast, new Dictionary<string, int>(), 5, by switch
        {
            "aoristic" => CountBy.Aoristic,
            "occurred-end" => CountBy.OccurredEnd,
            _ => CountBy.Reported,
        }), MinimumReports: 1, HoldForDays: hold, ClearAfterDays: 3, CooldownDays: 4);

    private static Agreement Agreed(int atLeast, string by, int hold, params Criterion[] others) => new(
        new Partnership("p", "P", "0751", "oestjylland"), 1, First, null, new Sender("s", "c", "114"), null, new Channels(true, true, [], true), new CoveredAreas("postcode", null),
        new Dictionary<string, Offence> { ["burglary"] = new("burglary", ["1320"], true) }, [Threshold("burst", atLeast, by, hold), .. others],
        new DecisionRule(DecisionMode.Automatic, 1, OnDeadline.Activate, []), [], new EndRule(21, true), [], []);
}
