using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>A criterion can leave out reports that came in long after the burglary: <see cref="Criterion.MaximumReportingDelayDays"/>.</summary>
public sealed class ReportingDelayTests
{
    private const int MostDays = 21;

    private static readonly DateOnly Day = new(2024, 5, 20);
    private static readonly Offence Burglary = new("burglary", ["1320"], Attempts: true);

    [TestCase(0, true)]
    [TestCase(21, true)]
    [TestCase(22, false)]
    [TestCase(3000, false)]
    [TestCase(4000, true, Description = "more than ten years before it is a typing error: its day is the reported one")]
    [TestCase(-1, true, Description = "after the report it cannot have happened: likewise")]
    [TestCase(null, true, Description = "not known when it happened")]
    public void A_report_counts_when_it_came_in_at_most_so_many_days_after_it_can_have_happened(int? daysBefore, bool counts)
    {
        var known = Known([Report(0, daysBefore)], MostDays);

        Assert.That(known[0].CountReported(Day, Day), Is.EqualTo(counts ? 1 : 0));
        Assert.That(known.FirstKnownToday(0), Has.Count.EqualTo(counts ? 1 : 0));
        Assert.That(known.CountTooLate(0, Day, Day), Is.EqualTo(counts ? 0 : 1));
        Assert.That(Known([Report(0, daysBefore)], null)[0].CountReported(Day, Day), Is.EqualTo(1), "without the limit every report counts");
    }

    [Test]
    public void What_counts_is_what_is_known_of_its_time_by_now()
    {
        var known = new KnownReports(
            [Report(0, 40), Report(0, 3) with { Revision = 2, KnownOn = Day.AddDays(1) }, Report(0, 30) with { Revision = 3, KnownOn = Day.AddDays(2) }], Burglary, 1, maximumDelayDays: MostDays);

        Assert.That(Enumerable.Range(0, 3).Select(after =>
        {
            known.AdvanceTo(Day.AddDays(after));
            return (known[0].CountReported(Day, Day), known.CountTooLate(0, Day, Day));
        }), Is.EqualTo(new[] { (0, 1), (1, 0), (0, 1) }));
    }

    [Test]
    public void Only_reports_of_the_offence_the_area_and_the_days_are_told_as_left_out()
    {
        var known = Known(
            [Report(0, 40), Report(1, 40) with { Offence = "9" }, Report(2, 40) with { Withdrawn = true }, Report(3, 40) with { Areas = [] }, Report(4, 40, Day.AddDays(-7))], MostDays);

        Assert.That((known.CountTooLate(0, Day.AddDays(-6), Day), known.CountTooLate(0, Day.AddDays(-7), Day)), Is.EqualTo((1, 2)));
    }

    [Test]
    public void A_backtest_holds_each_criterion_against_the_reports_that_count_for_it()
    {
        LoggedReport[] log = [Report(0, 0), Report(1, 0), Report(2, 40), Report(3, 0, Day.AddDays(60)), Report(4, 1, Day.AddDays(60)), Report(5, 2, Day.AddDays(60))];
        var all = SimulatedTown.Agreed("all", new ThresholdRule(3, new Dictionary<string, int>(), 7));
        var input = SimulatedTown.Input(log, Day.AddDays(-3), Day.AddDays(70), all, all with { Id = "timely", MaximumReportingDelayDays = MostDays });

        var spikes = BacktestRun.Run(input, null, CancellationToken.None).Spikes;

        Assert.That(spikes.Select(spike => (spike.Criterion, spike.FiredOn)), Is.EquivalentTo(new[] { ("all", Day), ("all", Day.AddDays(60)), ("timely", Day.AddDays(60)) }));
    }

    [Test]
    public void A_proposed_number_is_learnt_from_the_reports_that_count()
    {
        var log = Enumerable.Range(0, 200).Select(number => Report(number, number % 2 == 0 ? 40 : 0, Day.AddDays(-5 * number))).ToList();
        var criterion = SimulatedTown.Agreed("timely", new ThresholdRule(3, new Dictionary<string, int>(), 14)) with { MaximumReportingDelayDays = MostDays };

        var proposed = AlarmRate.Propose(SimulatedTown.Input(log, Day.AddDays(-900), Day, criterion), criterion, 0.5, 20, 1, null, CancellationToken.None).Areas.Single();

        Assert.That(proposed.ReportsPerYear, Is.EqualTo(36.5).Within(0.5), "every second one");
    }

    private static KnownReports Known(LoggedReport[] log, int? most)
    {
        var known = new KnownReports(log, Burglary, 1, maximumDelayDays: most);
        known.AdvanceTo(Day);
        return known;
    }

    /// <param name="daysBefore">Days before the reported day on which it happened; null: not known.</param>
    private static LoggedReport Report(int number, int? daysBefore, DateOnly? reported = null)
    {
        var day = reported ?? Day;
        return new LoggedReport(
            number, $"R{number}", 1, false, day, "1320", false, day, daysBefore is { } from ? DanishTime.StartOf(day.AddDays(-from)) : null,
            daysBefore is { } to ? DanishTime.EndOf(day.AddDays(-to)) : null, double.NaN, double.NaN, [0]);
    }
}
