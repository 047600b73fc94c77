using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>Whatever the reports are, every kind of rule answers: it never throws, holds on nothing that is not there, and what it explains is what it judged.</summary>
public sealed class RulesOnOddInputTests
{
    private static readonly DateOnly First = new(2024, 3, 20);
    private static readonly DateOnly Last = new(2024, 4, 10); // over the night in which summer time begins
    private static readonly Offence Burglary = new("burglary", ["1320"], Attempts: true);
    private static readonly JudgedArea[] Areas = [new("1", 4e6), new("2", 1), new("3", 1e12)];

    private static readonly Rule[] Rules =
    [
        new ThresholdRule(3, new Dictionary<string, int>(), 7),
        new ThresholdRule(3, new Dictionary<string, int>(), 7, CountBy.Aoristic),
        new RatioRule(2, 14, 0.5),
        new PooledRule(0.05, 1),
        new NearRepeatRule(2, 400, 7),
        new LocalScanRule(1, 2),
        new PermutationScanRule(1.5, 2, 1000, 28),
        new PermutationScanRule(1.5, 2, 1000, 1),
        new OutbreakRule(0.05, 1, 1),
        new FarringtonRule(0.3),
        new EarsRule(EarsMethod.C2, 0.3),
        new EarsRule(EarsMethod.C3, 0.3),
        new BayesRule(0.3),
        new EwmaRule(0.12, 1, 1),
        new CusumRule(2, 0.5, 0.3),
        new RuleSet(All: false, [new OutbreakRule(0.05, 1, 1), new RatioRule(2, 7, 1)]),
        new RuleSet(All: true, [new PooledRule(0.2, 1), new NearRepeatRule(2, 400, 7)]),
    ];

    private static readonly (string Name, Func<IEnumerable<LoggedReport>> Log, bool MayHold)[] Logs =
    [
        ("none", () => [], false),
        ("one", () => [At(0, First)], true),
        ("ten days of them", () => Enumerable.Range(0, 10).Select(number => At(number, First.AddDays(-number))), true),
        ("long ago only", () => Enumerable.Range(0, 50).Select(number => At(number, First.AddDays(-900 - 7 * number))), false),
        ("gaps of months", () => Enumerable.Range(0, 30).Select(number => At(number, First.AddDays(-100 * number))), true),
        ("without place or time", () => Enumerable.Range(0, 40).Select(number => At(number, First.AddDays(number - 30)) with
            { EastingMetres = double.NaN, NorthingMetres = double.NaN, OccurredFrom = null, OccurredTo = null }), true),
        ("three thousand in a day at one door", () => Enumerable.Range(0, 3000).Select(number => At(number, First.AddDays(3))), true),
        ("times that cannot be", () => Enumerable.Range(0, 40).Select(number => At(number, First.AddDays(number - 30)) with
            { OccurredFrom = DanishTime.StartOf(First.AddYears(number - 20)), OccurredTo = DanishTime.StartOf(First.AddDays(-3)) }), true),
        ("the hour that is not, and the one that is twice", () => Enumerable.Range(0, 24).Select(hour => At(hour, First.AddDays(12)) with
            { OccurredFrom = DanishTime.StartOf(new DateOnly(2024, 3, 31)).AddHours(hour - 2), OccurredTo = DanishTime.StartOf(new DateOnly(2024, 3, 31)).AddHours(hour) }), true),
        ("all withdrawn", () => Enumerable.Range(0, 40).SelectMany(number => new[]
            { At(number, First.AddDays(-number)), At(number, First.AddDays(-number)) with { Revision = 2, Withdrawn = true } }), false),
        ("an area split in two, and one in both", () => Enumerable.Range(0, 60).SelectMany(number => new[]
            { At(number, First.AddDays(-number)), At(number, First.AddDays(-number)) with { Revision = 2, KnownOn = First.AddDays(5), Areas = number % 3 == 0 ? [0, 2] : [number % 3] } }), true),
    ];

    [Test]
    public void A_rule_answers([ValueSource(nameof(Rules))] Rule rule, [Range(0, 10)] int at)
    {
        var (name, log, mayHold) = Logs[at];
        var district = new KnownDistrict(new KnownReports([.. log()], Burglary, Areas.Length), Areas);
        var judge = RuleJudge.Of(rule, district);
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            district.Known.AdvanceTo(day);
            judge.Begin(day);
            for (var area = 0; area < Areas.Length; area++)
            {
                var (judged, explained) = (judge.Judge(area, day), judge.Explain(area, day));
                Assert.That((explained.Holds, explained.Count, explained.IsClear), Is.EqualTo((judged.Holds, judged.Count, judged.IsClear)), $"{name}: {day:O}, area {area}");
                Assert.That(judged.Count, Is.GreaterThanOrEqualTo(0));
                Assert.That(judged.Holds && !mayHold, Is.False, $"{name}: {day:O}, area {area}");
                if (judged.Holds)
                    Assert.That(judge.Grounds(area, day), Is.Not.Empty, $"{name}: {day:O}, area {area}");
            }
        }
    }

    [Test]
    public void A_history_with_less_than_nothing_or_no_number_in_it_is_refused()
    {
        Assert.That(() => new PooledNegativeBinomial(First, 1, [1, -1], new()), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Ears.Judge([.. Enumerable.Repeat(1.0, 11), -1], new()), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Ears.Judge([.. Enumerable.Repeat(1.0, 11), 2e9], new()), Throws.InstanceOf<ArgumentException>());
        Assert.That(Ears.Judge([.. Enumerable.Repeat(1.0, 11), double.NaN], new()).Reason, Is.EqualTo(NoAnswer.Gap), "a gap is no error and no alarm");
    }

    private static LoggedReport At(int report, DateOnly day) => new(
        report, $"R{report}", 1, Withdrawn: false, day, "1320", Attempt: false, day, DanishTime.StartOf(day), DanishTime.StartOf(day.AddDays(1)), 700_000, 6_170_000, [0]);
}
