using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>What a backtest tells people, from a result made by hand: the plan of the example has a letter, and two visits of three hours.</summary>
public sealed class BacktestReportTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    private static readonly Agreement Agreement = Agreed();

    private static readonly BacktestResult Result = new(
        First, First.AddDays(365), Areas: 4, GapDays: 0, AreaYears: 4,
        [Spike("burst", "8240", 0, 5), Spike("unusual", "8240", 3, 9), Spike("unusual", "8000", 50, 7), Spike("seen", "8000", 51, 7)],
        [
            new BacktestActivation("8240", "burst", First, First.AddDays(20), First.AddDays(20), ["unusual"], 5, null, null),
            new BacktestActivation("8000", "unusual", First.AddDays(50), null, null, [], 7, 1.25, 0.00012),
        ], []);

    [Test]
    public void Each_criterion_has_its_own_figures_and_cost_and_all_of_them_the_joined_ones()
    {
        var rate = new EstimatedRate(0.31, 0.2, 0.4);

        var report = BacktestReport.Of(Agreement, Result, new FalseAlarms(20, Agreement.Criteria.ToDictionary(one => one.Id, _ => rate), rate with { PerYear = 0.25 }));

        Assert.That(report.Criteria.Select(one => (one.Id, one.Spikes, one.PerAreaYear, one.AreasWithSpikes, one.Cost.LetterRounds, one.Cost.StationVisits)),
            Is.EqualTo([("burst", 1, 0.25, 1, 1, 2), ("unusual", 2, 0.5, 2, 2, 4), ("seen", 1, 0.25, 1, 0, 0)]), "what is only shown costs nothing");
        Assert.That((report.ActivationCount, report.ActivationsPerAreaYear, report.Cost), Is.EqualTo((2, 0.5, new BacktestCost(2, 4, 4, 12))));
        Assert.That((report.FalseAlarms!.PerYear, report.Criteria[0].FalseAlarms, report.FalseAlarmHistories), Is.EqualTo((0.25, rate, 20)));
        using var json = JsonDocument.Parse(BacktestReport.ToJson(report, null));
        Assert.That(json.RootElement.GetProperty("falseAlarms").GetProperty("high").GetDouble(), Is.EqualTo(0.4));
    }

    [Test]
    public async Task A_csv_file_has_a_row_for_each_activation_of_both_agreements()
    {
        var report = BacktestReport.Of(Agreement, Result);
        var path = Path.GetTempFileName();
        try
        {
            await BacktestCsv.WriteActivations(path, [(report, new Dictionary<string, string> { ["8240"] = "Risskov, nord" }), (report, new Dictionary<string, string>())], CancellationToken.None);

            Assert.That(await File.ReadAllLinesAsync(path), Is.EqualTo(new[]
            {
                "area,name,firedOn,endedOn,criteria,count,expected,luck,letters,visits,agreement",
                "8240,\"Risskov, nord\",2024-01-01,2024-01-21,burst unusual,5,,,1,2,1",
                "8000,,2024-02-20,,unusual,7,1.25,0.00012,1,2,1",
                "8240,,2024-01-01,2024-01-21,burst unusual,5,,,1,2,2",
                "8000,,2024-02-20,,unusual,7,1.25,0.00012,1,2,2",
            }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static BacktestSpike Spike(string criterion, string area, int day, double count) =>
        new(area, criterion, CriterionLevel.Activate, First.AddDays(day), null, count, double.NaN, double.NaN);

    private static Agreement Agreed()
    {
        var (agreement, problems) = BacktestFiles.ReadAgreement(Repository.Path("examples/aarhus.yaml"));
        Assert.That(problems, Is.Empty);
        var burst = agreement!.Criteria[0];
        return agreement with { Criteria = [burst, burst with { Id = "unusual" }, burst with { Id = "seen", Level = CriterionLevel.Watch }] };
    }
}
