using NUnit.Framework;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>Every kind of rule, judged from the database at the end of each day, opens the spikes that a backtest of the same reports finds.</summary>
public sealed class LiveAsBacktestTests
{
    private const int Days = 60;

    private const string Criteria = """

          - { id: near, offence: residential-burglary, level: activate, rule: { kind: near-repeat, atLeast: 3, withinMetres: 300, withinDays: 5 }, clearAfterDays: 4, cooldownDays: 3 }
          - { id: more, offence: residential-burglary, level: watch, rule: { kind: ratio, atLeastTimes: 2, withinWeeks: 1 }, clearAfterDays: 4, cooldownDays: 3, holdForDays: 1 }
          - { id: unusual, offence: residential-burglary, level: activate, clearAfterDays: 4, cooldownDays: 3,
              rule: { kind: any-of, rules: [ { kind: pooled-windows, luckAtMost: 0.02 }, { kind: local-scan, atLeastScore: 6 } ] } }
          - { id: both, offence: residential-burglary, level: watch, clearAfterDays: 4, cooldownDays: 3,
              rule: { kind: all-of, rules: [ { kind: threshold, atLeast: 3, withinDays: 7 }, { kind: farrington-flexible, alpha: 0.1 } ] } }
          - { id: outbreak, offence: residential-burglary, level: watch, rule: { kind: outbreak-chance, chanceAtLeast: 0.02 }, clearAfterDays: 4, cooldownDays: 3 }
          - { id: week, offence: residential-burglary, level: watch, rule: { kind: ears, method: C3, alpha: 0.1 }, clearAfterDays: 4, cooldownDays: 3 }
          - { id: years, offence: residential-burglary, level: watch, rule: { kind: bayes, alpha: 0.05 }, clearAfterDays: 4, cooldownDays: 3 }
          - { id: average, offence: residential-burglary, level: watch, rule: { kind: ewma, limit: 2 }, clearAfterDays: 4, cooldownDays: 3 }
          - { id: sum, offence: residential-burglary, level: watch, rule: { kind: cusum, limit: 2, dispersion: 0.1 }, clearAfterDays: 4, cooldownDays: 3 }
          - { id: times, offence: residential-burglary, level: activate, rule: { kind: ratio, atLeastTimes: 2, withinWeeks: 1 }, minimumReports: 2, clearAfterDays: 3, cooldownDays: 2 }
          - { id: seasonal, offence: residential-burglary, level: watch, rule: { kind: threshold, atLeast: 2, withinDays: 7 }, minimumReports: 2, season: [uge 12-13, påske, uge 17], holdForDays: 1, clearAfterDays: 3, cooldownDays: 2 }
          - { id: fair, offence: residential-burglary, level: activate, rule: { kind: pooled-windows, luckAtMost: 0.2 }, falseDiscoveryRate: 0.1, clearAfterDays: 3, cooldownDays: 2 }
          - { id: scan, offence: residential-burglary, level: activate, rule: { kind: permutation-scan, atLeastRecurrenceDays: 20, withinMetres: 500 }, clearAfterDays: 3, cooldownDays: 2 }
          - { id: timely, offence: residential-burglary, level: watch, rule: { kind: threshold, atLeast: 3, withinDays: 7 }, maximumReportingDelayDays: 2, clearAfterDays: 3, cooldownDays: 2 }
          - { id: prompt, offence: residential-burglary, level: watch, rule: { kind: pooled-windows, luckAtMost: 0.1 }, maximumReportingDelayDays: 3, clearAfterDays: 3, cooldownDays: 2 }
        """;

    /// <summary>The rules that look back over less than the invented history.</summary>
    private static readonly string WithoutLongLooks = string.Join('\n', Criteria.Split('\n').Where(line => !line.Contains("kind: ratio") && !line.Contains("id: both") && !line.Contains("farrington")));

    private sealed record Spike(string Criterion, string Area, DateOnly FiredOn, DateOnly? EndedOn);

    [Test]
    public Task Live_spikes_are_those_of_the_backtest([Range(1, 4)] int seed) =>
        Compare(seed, Criteria, "near", "unusual", "outbreak", "week", "years", "average", "sum", "times", "fair", "scan", "timely", "prompt");

    /// <summary>Judging reads no more days than the rules look at; a backtest has them all.</summary>
    [Test]
    public Task They_are_when_there_is_more_history_than_the_rules_look_at([Range(5, 6)] int seed) =>
        Compare(seed, WithoutLongLooks, "unusual", "outbreak", "years", "average", "sum", "scan", "timely", "prompt");

    private static async Task Compare(int seed, string criteria, params string[] compared)
    {
        await using var village = await Village.Settle(criterion: ", clearAfterDays: 5, cooldownDays: 6", moreCriteria: criteria);
        // As a replay, which judges every day it was given.
        await village.Database.Execute("insert into plumbing.replay (name, clock, prepared, finished) values ('history', @now, true, false)", new { now = TestDatabase.Start.UtcDateTime });
        var first = village.Today;
        var rows = Invent(new Random(seed), first);
        await village.Receive([.. rows.Where(row => DanishTime.DayOf(row.KnownAt) < first)]);

        for (var day = first; day < first.AddDays(Days); day = day.AddDays(1))
        {
            village.Database.Clock.MoveTo(DanishTime.At(day, new TimeOnly(23, 50)));
            await village.Receive([.. rows.Where(row => DanishTime.DayOf(row.KnownAt) == day)]);
            await village.Nights(1);
        }

        var live = await village.Database.Query<Spike>(
            "select spike.criterion_id as criterion, area.code as area, spike.fired_on, spike.ended_on from detection.spike as spike join intake.area as area on area.id = spike.area_id");
        var agreement = (await village.Database.Database.Do(work => village.Agreements.InForce(work, first), CancellationToken.None)).Single();
        var past = BacktestPast.Of(
            rows.Select(row => new FileLine<ReportRow>(1, row.Reference, "", [], row, [], null)),
            [.. Enumerable.Range(1, 3).Select(at => new DrawnArea("postcode", $"{at}", "", AreaMap.Read(Village.Square(at))))], null);
        var backtest = BacktestRun.Run(past.For(agreement, first, first.AddDays(Days - 1)), null, CancellationToken.None);

        TestContext.Out.WriteLine(string.Join(", ", live.GroupBy(spike => spike.Criterion).Select(one => $"{one.Key} {one.Count()}")));
        Assert.That(live, Is.EquivalentTo(backtest.Spikes.Select(spike => new Spike(spike.Criterion, spike.Area, spike.FiredOn, spike.EndedOn))));
        Assert.That(live.Select(spike => spike.Criterion), Is.SupersetOf(compared.Append("burst")), "or little is compared");
    }

    /// <summary>Three years of quiet, then two months with bursts round one place; some reports known late, moved, or withdrawn.</summary>
    private static List<ReportRow> Invent(Random random, DateOnly first)
    {
        var rows = new List<ReportRow>();
        var number = 0;
        for (var day = first.AddDays(-1100); day < first; day = day.AddDays(1 + random.Next(12)))
            Add(day, 1 + random.Next(3), random.NextDouble(), random.NextDouble());
        for (var day = first; day < first.AddDays(Days); day = day.AddDays(1 + random.Next(4)))
            Add(day, 1 + random.Next(3), random.NextDouble(), random.NextDouble());
        for (var burst = 0; burst < 4; burst++)
        {
            var (begins, area, x, y) = (first.AddDays(random.Next(Days - 10)), 1 + random.Next(3), random.NextDouble(), random.NextDouble());
            for (var one = 0; one < 5; one++)
                Add(begins.AddDays(random.Next(6)), area, x + random.NextDouble() * 0.002, y + random.NextDouble() * 0.002);
        }

        return [.. rows.Where(row => DanishTime.DayOf(row.KnownAt) < first.AddDays(Days))];

        void Add(DateOnly reported, int area, double x, double y)
        {
            var known = DanishTime.At(reported.AddDays(random.Next(4) == 0 ? random.Next(6) : 0), new TimeOnly(random.Next(24), random.Next(50)));
            var began = reported.AddDays(-random.Next(5));
            var row = new ReportRow("test", $"N-{number++:D4}", 1, false, known, "1320", false, DanishTime.StartOf(reported), reported, DanishTime.StartOf(began), DanishTime.EndOf(number % 3 == 0 ? began : reported), 56 + Math.Min(y, 0.99), area + Math.Min(x, 0.99), null);
            rows.Add(row);
            if (random.Next(6) == 0)
                rows.Add(row with { Revision = 2, KnownAt = known.AddDays(1 + random.Next(5)), Withdrawn = random.Next(2) == 0, Latitude = 56 + random.NextDouble() * 0.99 });
        }
    }
}
