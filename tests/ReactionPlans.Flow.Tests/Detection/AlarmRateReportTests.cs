using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>What 'alarm-rate' proposes and how it is told: in numbers, warnings and YAML for the agreement.</summary>
public sealed class AlarmRateReportTests
{
    private static readonly DateOnly First = new(2022, 1, 3), Last = First.AddDays(2 * 364 - 1);
    private static readonly string[] Codes = ["8000", "8240", "a\"b"];

    [Test]
    public void The_yaml_is_what_an_agreement_takes()
    {
        var (report, problems) = AlarmRateReport.Propose(Input(), new Dictionary<string, string> { ["8240"] = "Risskov" }, 1, null, 20, null, CancellationToken.None);

        var threshold = report!.Thresholds.Single();
        Assert.That(threshold.Areas.Select(row => (row.Number.Area, row.Name, row.Number.AtLeast)), Is.EqualTo([("8000", "", 4), ("8240", "Risskov", 7)]), "three every 50 days, six every 40");
        Assert.That(threshold.Yaml, Is.EqualTo("""atLeast: { default: 5, "8000": 4, "8240": 7 }"""));
        Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(["RP7005"]));
        Assert.That(problems[0].Danish, Does.Contain("1 områder").And.Contains("a\"b").And.Contains("eget tal, 5"));
        var written = File.ReadAllText(Repository.Path("examples/aarhus.yaml")).Replace("atLeast: 5", threshold.Yaml, StringComparison.Ordinal);
        var read = (ThresholdRule)AgreementYaml.Read(written, "a.yaml").Agreement!.Criteria[0].Rule;
        Assert.That((read.AtLeast, read.AtLeastIn("8000"), read.AtLeastIn("8240")), Is.EqualTo((5, 4, 7)));
    }

    [Test]
    public void What_cannot_be_proposed_is_told_with_its_number()
    {
        var input = Input(new Criterion("odd", "residential-burglary", CriterionLevel.Watch, new FarringtonRule(0.01)));

        Assert.That(Codes_of(Propose(input, "odd")), Is.EqualTo(["RP7006"]));
        Assert.That(Codes_of(Propose(input, "none")), Is.EqualTo(["RP7004"]));
        Assert.That(Codes_of(Propose(input with { From = Last.AddDays(-100) }, null)), Is.EqualTo(["RP7007", "RP7006"]));
        var near = Input(new Criterion("near", "residential-burglary", CriterionLevel.Activate, new PooledRule(0.01, 1), MinimumReports: 1));
        Assert.That(AlarmRateReport.Propose(near, new Dictionary<string, string>(), 1e-9, "near", 20, null, CancellationToken.None).Problems.Select(problem => problem.Code), Is.EqualTo(["RP7008"]));

        static IEnumerable<string> Codes_of((AlarmRateReport? Report, IReadOnlyList<Rules.Problem> Problems) proposed)
        {
            Assert.That(proposed.Report, Is.Null);
            return proposed.Problems.Select(problem => problem.Code);
        }

        static (AlarmRateReport?, IReadOnlyList<Rules.Problem>) Propose(BacktestInput input, string? only) =>
            AlarmRateReport.Propose(input, new Dictionary<string, string>(), 1, only, 20, null, CancellationToken.None);
    }

    [Test]
    public async Task It_is_written_as_csv_and_json()
    {
        var (report, _) = AlarmRateReport.Propose(Input(), new Dictionary<string, string> { ["8240"] = "Risskov" }, 1, "burst", 20, null, CancellationToken.None);
        var path = Path.GetTempFileName();
        try
        {
            await report!.WriteCsv(path, CancellationToken.None);

            var rows = await File.ReadAllLinesAsync(path);
            Assert.That(rows[0], Does.StartWith("criterion,area,name,reportsPerYear,field,number,"));
            Assert.That(rows.Skip(1).Select(row => string.Join(',', row.Split(',').Take(3))), Is.EqualTo(["burst,8000,", "burst,8240,Risskov"]));
            Assert.That(rows.Select(row => row.Split(',').Length), Has.All.EqualTo(13));
            using var json = JsonDocument.Parse(report.ToJson());
            Assert.That(json.RootElement.GetProperty("thresholds")[0].GetProperty("areas")[1].GetProperty("number").GetProperty("atLeast").GetInt32(), Is.EqualTo(7));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Numbers from 2019-2020, tried on 2021-2022.</summary>
    [Test]
    [Category("RealData")]
    public void Numbers_from_two_real_years_keep_the_rate_in_the_two_that_follow()
    {
        var (agreement, _) = BacktestFiles.ReadAgreement(Repository.Path("examples/aarhus.yaml"));
        var (past, wrong) = new BacktestFiles(
            SharedData.Find("data", "dk-geo", "postnumre.geojson"), SharedData.Find("data", "oestjylland", "burglaries_2018-12_2022-12.csv.gz"),
            Repository.Path("examples/maps/oestjylland.yaml"), SharedData.Find("data", "oestjylland", "report_days_2018-12_2022-12.csv")).Read(TimeProvider.System);
        Assert.That(wrong, Is.Empty);
        var watch = Stopwatch.StartNew();

        var (report, problems) = AlarmRateReport.Propose(
            past!.For(agreement!, new(2018, 12, 14), new(2020, 12, 31)), past.NamesFor(agreement!), 0.5, null, 200, null, CancellationToken.None);

        var areas = report!.Thresholds.Single().Areas.Select(row => row.Number).ToList();
        var own = agreement!.Criteria[0] with { Rule = (ThresholdRule)agreement.Criteria[0].Rule with { AtLeastByArea = areas.ToDictionary(one => one.Area, one => one.AtLeast) } };
        var later = BacktestRun.Run(past.For(agreement with { Criteria = [own] }, new(2021, 1, 1), new(2022, 12, 31)), null, CancellationToken.None);
        var years = later.AreaYears / later.Areas;
        var was = areas.ToDictionary(one => one.Area, one => later.Spikes.Count(spike => spike.Area == one.Area) / years);
        var inside = areas.Count(one => was[one.Area] >= one.Ahead.Low - 0.01 && was[one.Area] <= one.Ahead.High + 0.01);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{areas.Count} areas in {watch.Elapsed.TotalSeconds:0} s: before {areas.Average(one => one.PerYear):0.000}, ahead {areas.Average(one => one.Ahead.PerYear):0.000}, was {was.Values.Average():0.000} a year and area; inside {inside}; {string.Join(' ', problems.Select(problem => problem.Code))}"));
        Assert.Multiple(() =>
        {
            Assert.That(areas, Has.Count.GreaterThan(50));
            Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(["RP7005"]), "the map has all of Denmark");
            Assert.That(was.Values.Average(), Is.LessThanOrEqualTo(0.5));
            Assert.That(inside, Is.GreaterThanOrEqualTo(0.8 * areas.Count));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(3)));
        });
    }

    /// <summary>Two areas with bursts of three and of six that the example's seven days can count, and one with a report too young.</summary>
    private static BacktestInput Input(params Criterion[] others)
    {
        var (agreement, problems) = BacktestFiles.ReadAgreement(Repository.Path("examples/aarhus.yaml"));
        Assert.That(problems, Is.Empty);
        List<LoggedReport> log = [];
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            Add((day.DayNumber - First.DayNumber) % 50 == 5 ? 3 : 0, 0);
            Add((day.DayNumber - First.DayNumber) % 40 == 8 ? 6 : 0, 1);
            Add(day == Last.AddDays(-20) ? 1 : 0, 2);

            void Add(int many, int area)
            {
                for (; many > 0; many--)
                    log.Add(new LoggedReport(log.Count, $"R{log.Count}", 1, false, day, "1320", false, day, null, null, double.NaN, double.NaN, [area]));
            }
        }

        return new BacktestInput(agreement! with { Criteria = [.. agreement.Criteria, .. others] }, [.. Codes.Select(code => new JudgedArea(code, 1e6))], log, null, First, Last);
    }
}
