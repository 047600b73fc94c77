using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class FalseAlarmsTests
{
    private const int Years = 4, Worlds = 10;

    private static readonly DateOnly From = SimulatedTown.First.AddYears(1), To = SimulatedTown.First.AddYears(Years).AddDays(-1);

    private static readonly Criterion[] Criteria =
    [
        SimulatedTown.Agreed("many", new ThresholdRule(10, new Dictionary<string, int>(), 14)),
        SimulatedTown.Agreed("near", new NearRepeatRule(3, 300, 7)),
    ];

    /// <summary>Without the excess variance the estimate falls to about two thirds of the truth; with the reports left on their days it is what was called.</summary>
    [Test]
    public void A_town_with_outbreaks_is_told_what_it_would_have_called_without_them([Values(1, 2, 3)] int seed)
    {
        var input = Input(SimulatedTown.Reports(seed, Years, outbreaksPerYear: 0.7));
        var called = BacktestRun.Run(input, null, CancellationToken.None);
        var truth = Enumerable.Range(1, Worlds).AsParallel()
            .Select(world => BacktestRun.Run(Input(SimulatedTown.Reports(1000 * seed + world, Years, outbreaksPerYear: 0)), null, CancellationToken.None)).ToList();

        var estimate = FalseAlarms.Estimate(input, Worlds, seed, null, CancellationToken.None);

        Assert.Multiple(() =>
        {
            foreach (var criterion in Criteria)
                Compare(criterion.Id, estimate.Criteria[criterion.Id], result => result.Spikes.Count(spike => spike.Criterion == criterion.Id));
            Compare("activations", estimate.Activations, result => result.Activations.Count);
        });

        void Compare(string what, EstimatedRate estimated, Func<BacktestResult, int> count)
        {
            var (was, quiet) = (count(called) / called.AreaYears, truth.Average(count) / called.AreaYears);
            TestContext.Out.WriteLine($"{what}: called {was:0.000}, true false alarms {quiet:0.000}, estimated {estimated.PerYear:0.000} ({estimated.Low:0.000}-{estimated.High:0.000})");
            Assert.That(was, Is.GreaterThan(1.35 * quiet), $"{what}: or the outbreaks say nothing");
            Assert.That(estimated.PerYear, Is.InRange(0.85 * quiet, 1.3 * quiet), what);
        }
    }

    [Test]
    public void A_redrawn_history_has_each_areas_reports_at_their_places_and_on_days_with_data()
    {
        var log = SimulatedTown.Reports(7, 2, 0.5);
        log = [.. log, .. log.Where(report => report.Report % 10 == 0).Select(report => report with { Revision = 2, Withdrawn = true, KnownOn = report.KnownOn.AddDays(3) })];
        var withData = Enumerable.Range(0, 2 * 365).Select(SimulatedTown.First.AddDays).Where(day => day.Day > 3).ToHashSet();
        log = [.. log.Where(report => withData.Contains(report.ReportedDay))];

        var drawn = new QuietHistories(log, withData).Draw(1);

        Assert.That(drawn.Select(Kept).Order(), Is.EqualTo(log.Select(Kept).Order()), "places, revisions, withdrawals and delays");
        Assert.That(drawn.Where(report => !withData.Contains(report.ReportedDay)), Is.Empty);
        Assert.That(drawn.Count(report => report.ReportedDay.DayOfWeek == DayOfWeek.Sunday), Is.EqualTo(log.Count(report => report.ReportedDay.DayOfWeek == DayOfWeek.Sunday)).Within(25).Percent);
        Assert.That(drawn.Count(report => report.ReportedDay.Month is 12 or 1 or 2), Is.EqualTo(log.Count(report => report.ReportedDay.Month is 12 or 1 or 2)).Within(10).Percent);
        Assert.That(drawn.Zip(new QuietHistories(log, withData).Draw(1)).All(pair => pair.First.Report == pair.Second.Report && pair.First.KnownOn == pair.Second.KnownOn), "the same seed");

        static (int, int, bool, int, double, int) Kept(LoggedReport report) =>
            (report.Report, report.Revision, report.Withdrawn, report.KnownOn.DayNumber - report.ReportedDay.DayNumber, report.EastingMetres, report.Areas[0]);
    }

    [Test]
    public void Nothing_to_redraw_is_no_false_alarm_and_it_can_be_stopped()
    {
        Assert.That(FalseAlarms.Estimate(Input([]), 2, 1, null, CancellationToken.None).Activations, Is.EqualTo(new EstimatedRate(0, 0, 0)));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.That(() => FalseAlarms.Estimate(Input([]), 2, 1, null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static BacktestInput Input(IReadOnlyList<LoggedReport> log) => SimulatedTown.Input(log, From, To, Criteria);
}
