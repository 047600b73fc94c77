using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>The program's state machine against the second computation of section 0a, on many invented years.</summary>
public sealed class CriterionStateComparedTests
{
    private static readonly DateOnly From = new(2024, 1, 1), To = new(2024, 12, 31);

    [Test]
    public void Both_computations_find_the_same_spikes([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var criterion = new IndependentCriterion(AtLeast: random.Next(2, 8), WithinDays: random.Next(1, 22), MinimumReports: random.Next(1, 6),
            ClearAfterDays: random.Next(1, 20), CooldownDays: random.Next(0, 20), HoldForDays: random.Next(0, 4));
        var days = ReportedDays(random, random.Next(20, 250));
        var reports = days.Select((day, number) => new IndependentReport(
            $"{number}", 1, false, day, IndependentReading.DanishMidnight(day), "X"));

        Assert.That(Replayed(criterion, days), Is.EquivalentTo(IndependentJudge.Run(reports, criterion, From, To)));
    }

    /// <summary>Everyday reports and some bursts, so that the machine gets round all its states.</summary>
    private static DateOnly[] ReportedDays(Random random, int everyday) =>
    [
        .. Enumerable.Range(0, everyday).Select(_ => From.AddDays(random.Next(-10, 366))),
        .. Enumerable.Range(0, random.Next(1, 9)).Select(_ => From.AddDays(random.Next(0, 366)))
            .SelectMany(start => Enumerable.Range(0, 8).Select(_ => start.AddDays(random.Next(0, 9)))),
    ];

    private static List<IndependentSpike> Replayed(IndependentCriterion told, DateOnly[] reported)
    {
        var rule = new ThresholdRule(told.AtLeast, new Dictionary<string, int>(), told.WithinDays);
        var criterion = new Criterion("burst", "residential-burglary", CriterionLevel.Activate, rule,
            told.MinimumReports, told.HoldForDays, told.ClearAfterDays, told.CooldownDays);
        double CountOn(DateOnly day) => reported.Count(one => one > day.AddDays(-told.WithinDays) && one <= day);

        var spikes = new List<IndependentSpike>();
        var state = CriterionState.Calm;
        for (var day = From; day <= To; day = day.AddDays(1))
        {
            var before = Enumerable.Range(1, told.HoldForDays).Select(back => CountOn(day.AddDays(-back)));
            var step = CriterionState.Advance(state, Threshold.FactsOf(rule, "X", day, CountOn(day), before, isGap: false, dayIsOver: true), criterion);
            if (step.Change == Change.Fired)
                spikes.Add(new IndependentSpike("X", day, null));
            if (step.Change == Change.Cleared)
                spikes[^1] = spikes[^1] with { SpikeEndedOn = day };
            state = step.State;
        }
        return spikes;
    }
}
