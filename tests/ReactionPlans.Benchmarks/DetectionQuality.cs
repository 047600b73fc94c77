using System.Globalization;
using CsvHelper;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>One way of detecting at one setting: what it found of the labelled outbreaks, and how often it called for nothing.</summary>
internal sealed record DetectionPoint(double FalsePerAreaYear, double Within7Days, double Within14Days, double MedianDelayDays, double Precision);

/// <summary>How well the recommended criterion does on the labelled benchmark beside the methods that are published with it: the table and the figures of
/// docs/detection.md.</summary>
internal static class DetectionQuality
{
    private static readonly double[] Chances = [0.1, 0.14, 0.17, 0.19, 0.22, 0.26, 0.3, 0.34, 0.36, 0.4, 0.46, 0.52, 0.54, 0.56, 0.6, 0.7, 0.8];

    private static readonly double[] Budgets = [0.5, 1, 2];

    /// <summary>Beginnings of the published names, and what they are called here.</summary>
    private static readonly (string Published, string Name)[] Methods =
    [
        ("naive: N reports in 14 days", "one number everywhere"),
        ("EARS C2 weekly", "EARS C2, weekly"),
        ("fixed N per area", "a number for each area"),
        ("ratio to same weeks of 2 earlier years, min 4", "ratio to earlier years"),
        ("near-repeat rule: k within 400 m and 14 days", "near repeats, 400 m, 14 days"),
        ("farringtonFlexible 7-day windows every day, noPeriods 10, nbPlugin", "Farrington, nightly"),
        ("LR-CUSUM Poisson daily, rate ratio 3", "likelihood-ratio CUSUM"),
        ("Bayes (", "Bayes, nightly"),
        ("EWMA", "EWMA"),
        ("pooled NB baseline, best of", "pooled windows"),
        ("local space-time Poisson scan (100-800 m", "local scan"),
        ("FUSION: farringtonFlexible daily windows OR near-repeat (k within 200 m", "Farrington or near repeats"),
        ("FUSION: pooled NB multi-window OR local space-time scan (min 3)", "pooled windows or local scan"),
    ];

    public const string Ours = "outbreak-chance";

    private sealed record Setting(double Chance, DetectionPoint All, DetectionPoint Odd, DetectionPoint Even);

    /// <summary>Prints the table as Markdown and draws the figures into docs/figures.</summary>
    public static async Task Run(CancellationToken stopping)
    {
        var folder = SharedData.TryFind("oracles", "benchmark") ?? throw new DirectoryNotFoundException("../shared/oracles/benchmark is not there.");
        var settings = await Measure(new DetectionBenchmark(folder), stopping);
        var published = Published(Path.Combine(folder, "scores_calibrated_on_open.csv"));
        PrintTable(settings, published);

        var figures = Directory.CreateDirectory(Repository.Path("docs/figures")).FullName;
        var curves = published.Select(one => (one.Name, Points: one.ByBudget.Values.ToList())).Append((Ours, settings.ConvertAll(one => one.All))).ToList();
        await File.WriteAllTextAsync(Path.Combine(figures, "found-and-false.svg"), DetectionFigures.FoundAndFalse(curves), stopping);
        var atOne = published.Where(one => one.ByBudget.ContainsKey(1)).Select(one => (one.Name, Point: one.ByBudget[1])).Append((Ours, Within(settings, 1, one => one.All).All)).ToList();
        await File.WriteAllTextAsync(Path.Combine(figures, "found-by-method.svg"), DetectionFigures.ByMethod(atOne), stopping);
    }

    private static async Task<List<Setting>> Measure(DetectionBenchmark benchmark, CancellationToken stopping)
    {
        var scratch = Directory.CreateTempSubdirectory("rp-quality-").FullName;
        try
        {
            var (areas, reports) = benchmark.Write(scratch);
            var agreement = AgreementYaml.Read(Repository.Read("examples/recommended.yaml"), "recommended.yaml").Agreement! with { Areas = new CoveredAreas("square", null) };
            var past = new BacktestFiles(areas, reports, null, null).Read(TimeProvider.System).Past!;
            var settings = new List<Setting>();
            foreach (var chance in Chances)
            {
                var tried = agreement with { Criteria = [agreement.Criteria[0] with { Rule = new OutbreakRule(chance, OutbreaksPerYear: 1, AtLeast: 3) }] };
                var result = BacktestRun.Run(past.For(tried, DetectionBenchmark.From, DetectionBenchmark.To), null, stopping);
                var alarms = Path.Combine(scratch, "alarms.csv");
                await BacktestCsv.WriteAlarms(alarms, result.Alarms, stopping);
                settings.Add(new Setting(chance, Score(_ => true), Score(area => area % 2 == 1), Score(area => area % 2 == 0)));

                DetectionPoint Score(Func<int, bool> of)
                {
                    var score = benchmark.Score(alarms, of);
                    return new DetectionPoint(score.FalsePerAreaYear, score.Within7Days, score.Within14Days, score.MedianDelayDays, score.Precision);
                }
            }

            return settings;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static List<(string Name, SortedDictionary<double, DetectionPoint> ByBudget)> Published(string path)
    {
        using var csv = CsvReader.Create(new StreamReader(path), new CsvReaderOptions { HasHeader = true });
        var found = Methods.Select(method => (method.Name, ByBudget: new SortedDictionary<double, DetectionPoint>())).ToList();
        while (csv.Read())
        {
            // method, targetFA, threshold, sens7, sens14, sensAny, medDelay, faPerAreaYear, activationsPerAreaYear, ppv, offAlarmDaysPerAreaYear
            var at = Array.FindIndex(Methods, method => csv.GetString(0).StartsWith(method.Published, StringComparison.Ordinal));
            // A name may begin like two methods; the first in the file is the one meant.
            if (at >= 0)
                found[at].ByBudget.TryAdd(Real(1), new DetectionPoint(Real(7), Real(3), Real(4), Real(6), Real(9)));
        }

        return found;

        double Real(int column) => double.Parse(csv.GetString(column), CultureInfo.InvariantCulture);
    }

    private static void PrintTable(List<Setting> settings, List<(string Name, SortedDictionary<double, DetectionPoint> ByBudget)> published)
    {
        Console.WriteLine("| budget | method | found in 7 d | in 14 d | median delay, days | false per area and year | precision |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var budget in Budgets)
        {
            var all = Within(settings, budget, one => one.All);
            Row(budget, $"**`{Ours}` {Number(all.Chance)}**", all.All);
            var odd = Within(settings, budget, one => one.Odd);
            Row(budget, $"`{Ours}` {Number(odd.Chance)}, chosen on the odd areas: odd", odd.Odd);
            Row(budget, $"`{Ours}` {Number(odd.Chance)}, chosen on the odd areas: **even**", odd.Even);
            foreach (var (name, byBudget) in published.Where(one => one.ByBudget.ContainsKey(budget)).OrderByDescending(one => one.ByBudget[budget].Within14Days))
                Row(budget, name, byBudget[budget]);
        }

        static void Row(double budget, string method, DetectionPoint point) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {budget:0.0} | {method} | {point.Within7Days:.00} | {point.Within14Days:.00} | {point.MedianDelayDays:0.#} | {point.FalsePerAreaYear:0.00} | {point.Precision:.00} |"));
    }

    /// <summary>The most sensitive setting that keeps within a budget of false calls.</summary>
    private static Setting Within(List<Setting> settings, double budget, Func<Setting, DetectionPoint> where) => settings.First(one => where(one).FalsePerAreaYear <= budget);

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
