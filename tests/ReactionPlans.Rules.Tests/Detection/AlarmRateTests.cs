using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class AlarmRateTests
{
    private const int Years = 4;

    private static readonly DateOnly From = SimulatedTown.First, To = From.AddYears(Years).AddDays(-1);
    private static readonly ThresholdRule Rule = new(5, new Dictionary<string, int>(), 14);
    private static readonly Criterion Criterion = SimulatedTown.Agreed("many", Rule);

    /// <summary>Numbers that are one too low call a third to three quarters oftener than asked.</summary>
    [TestCase(0.5, 1)]
    [TestCase(1, 2)]
    [TestCase(2, 3)]
    public void What_is_proposed_keeps_the_asked_rate_in_years_that_were_not_seen(double perYear, int seed)
    {
        var log = SimulatedTown.Reports(seed, 2 * Years, outbreaksPerYear: 0.3);

        var proposal = AlarmRate.Propose(SimulatedTown.Input(log, From, To, Criterion), Criterion, perYear, 60, seed, null, CancellationToken.None);

        Assert.That(proposal.Areas, Has.Count.EqualTo(SimulatedTown.Areas));
        var later = Backtest(proposal, log, To.AddDays(1), To.AddYears(Years));
        var earlier = Backtest(proposal, log, From, To);
        var inside = proposal.Areas.Count(one => Rate(later, one) is var rate && rate >= one.Ahead.Low - 1e-9 && rate <= one.Ahead.High + 1e-9);
        var mean = proposal.Areas.Average(one => Rate(later, one));
        TestContext.Out.WriteLine($"asked {perYear}: chosen {string.Join(' ', proposal.Areas.Select(one => $"{one.AtLeast}({one.AtLeastLow}-{one.AtLeastHigh})"))}; before {proposal.Areas.Average(one => one.PerYear):0.00}, ahead {proposal.Areas.Average(one => one.Ahead.PerYear):0.00}, was {mean:0.00}, inside {inside} of {SimulatedTown.Areas}");
        Assert.Multiple(() =>
        {
            Assert.That(proposal.Areas.Select(one => one.PerYear), Has.All.LessThanOrEqualTo(perYear));
            Assert.That(proposal.Areas.Select(one => one.PerYear), Is.EqualTo(proposal.Areas.Select(one => Rate(earlier, one))).Within(1e-9), "the backtest itself");
            Assert.That(mean, Is.InRange(0.5 * perYear, 1.3 * perYear));
            Assert.That(inside, Is.GreaterThanOrEqualTo(0.8 * SimulatedTown.Areas));
        });
    }

    /// <summary>One report a day and six more every sixtieth: a limit of 3 is passed once and for good, one of 13 at each of them, one of 14 never.</summary>
    [Test]
    public void A_number_so_low_that_it_calls_once_and_never_again_is_not_proposed()
    {
        List<LoggedReport> log = [];
        for (var day = 0; day < 2 * 365; day++)
        {
            for (var number = day % 60 == 30 ? 7 : 1; number > 0; number--)
                log.Add(Report(log.Count, From.AddDays(day), 4));
        }

        var proposal = Propose(log, From.AddDays(2 * 365 - 1), Rule with { WithinDays = 7 });

        Assert.That((proposal.Areas.Single().Area, proposal.Areas.Single().AtLeast, proposal.Areas.Single().PerYear), Is.EqualTo(("04", 14, 0.0)));
        Assert.That(proposal.Areas.Single().ReportsPerYear, Is.EqualTo(365.25 * 802 / 730).Within(1e-9));
    }

    /// <summary>Four on every 45th day, eight on one of them: 4 calls eight times in the year, 5 once, 9 never, and what is asked is met to the nearest whole number.</summary>
    [TestCase(0.3, 9, Description = "0.3 of one in a year: none")]
    [TestCase(0.9, 5, Description = "nearly one: the burst of eight")]
    [TestCase(0.49, 9, Description = "nearer to none than to one")]
    public void The_rate_is_kept_to_the_nearest_whole_activation(double perYear, int atLeast)
    {
        List<LoggedReport> log = [];
        for (var day = 10; day < 366; day += 45)
        {
            for (var number = day == 190 ? 8 : 4; number > 0; number--)
                log.Add(Report(log.Count, From.AddDays(day - 10), 4));
        }

        var proposal = Propose(log, From.AddYears(1).AddDays(-1), Rule, perYear);

        Assert.That(proposal.Areas.Single().AtLeast, Is.EqualTo(atLeast));
    }

    [Test]
    public void An_area_with_less_than_a_year_behind_it_gets_the_agreements_own_number()
    {
        List<LoggedReport> log = [.. Enumerable.Range(0, 400).Select(day => Report(day, From.AddDays(day), day < 60 ? 1 : day % 3))];

        var proposal = Propose(log, From.AddDays(399), Rule);

        Assert.That(proposal.Areas.Select(one => one.Area), Is.EqualTo(["01"]));
        Assert.That(proposal.WithoutHistory, Has.Count.EqualTo(SimulatedTown.Areas - 1).And.Contains("00"));
        Assert.That(proposal.Default, Is.EqualTo(5));
        Assert.That(Propose(log, From.AddDays(200), Rule).Areas, Is.Empty, "the days asked for are no year");
        Assert.That(Propose([], To, Rule with { AtLeast = 1 }).Default, Is.EqualTo(3), "fewer are no spike");
    }

    [Test]
    public void A_rule_with_one_number_gets_the_boldest_that_keeps_the_rate_over_all_areas([Values] bool near)
    {
        var log = SimulatedTown.Reports(4, 3, outbreaksPerYear: 0.3);
        Rule rule = near ? new NearRepeatRule(3, 300, 7) : new PooledRule(0.01, 3);
        var criterion = SimulatedTown.Agreed("one", rule);
        var input = SimulatedTown.Input(log, From.AddYears(1), From.AddYears(3).AddDays(-1), criterion);

        var found = DistrictNumber.Propose(input, criterion, 0.8, 50, 1, null, CancellationToken.None)!;

        TestContext.Out.WriteLine($"chosen {found}");
        Assert.That((found.Field, found.KeepsRate, found.Areas), Is.EqualTo((near ? "atLeast" : "luckAtMost", true, SimulatedTown.Areas)));
        Assert.That(found.PerYear.PerYear, Is.EqualTo(Rate(found.Number)).And.LessThanOrEqualTo(0.8).And.InRange(found.PerYear.Low, found.PerYear.High));
        Assert.That(Rate(near ? found.Number - 1 : found.Number * 2.5), Is.GreaterThan(0.8), "a bolder one calls more often");
        Assert.That(DistrictNumber.Propose(input, criterion, 1e-6, 20, 1, null, CancellationToken.None)!.KeepsRate, Is.EqualTo(near), "ten near one another never come by chance; one in a hundred thousand does");

        double Rate(double number)
        {
            Rule tried = near ? new NearRepeatRule((int)number, 300, 7) : new PooledRule(number, 3);
            var result = BacktestRun.Run(SimulatedTown.Input(log, input.From, input.To, criterion with { Rule = tried }), null, CancellationToken.None);
            return result.Spikes.Count / result.AreaYears;
        }
    }

    [Test]
    public void What_has_no_number_is_refused_and_it_can_be_stopped()
    {
        var farrington = SimulatedTown.Agreed("f", new FarringtonRule(0.01));
        var input = SimulatedTown.Input(SimulatedTown.Reports(1, 2, 0), From, From.AddYears(2), farrington, Criterion);
        Assert.That(() => AlarmRate.Propose(input, farrington, 1, 20, 1, null, CancellationToken.None), Throws.ArgumentException.With.Message.Contains("farrington-flexible"));
        Assert.That(() => DistrictNumber.Propose(input, farrington, 1, 20, 1, null, CancellationToken.None), Throws.ArgumentException.With.Message.Contains("farrington-flexible"));
        Assert.That(() => AlarmRate.Propose(input, Criterion, 0, 20, 1, null, CancellationToken.None), Throws.InstanceOf<ArgumentException>());

        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.That(() => AlarmRate.Propose(input, Criterion, 1, 20, 1, null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static AlarmRateProposal Propose(IReadOnlyList<LoggedReport> log, DateOnly to, ThresholdRule rule, double perYear = 1)
    {
        var criterion = Criterion with { Rule = rule };
        return AlarmRate.Propose(SimulatedTown.Input(log, From, to, criterion), criterion, perYear, 20, 1, null, CancellationToken.None);
    }

    private static LoggedReport Report(int number, DateOnly day, int area) =>
        new(number, $"R{number}", 1, false, day, "1320", false, day, null, null, double.NaN, double.NaN, [area]);

    private static BacktestResult Backtest(AlarmRateProposal proposal, IReadOnlyList<LoggedReport> log, DateOnly from, DateOnly to)
    {
        var own = Criterion with { Rule = Rule with { AtLeastByArea = proposal.Areas.ToDictionary(one => one.Area, one => one.AtLeast) } };
        return BacktestRun.Run(SimulatedTown.Input(log, from, to, own), null, CancellationToken.None);
    }

    private static double Rate(BacktestResult result, AreaNumber number) =>
        result.Spikes.Count(spike => spike.Area == number.Area) / (result.AreaYears / result.Areas);
}
