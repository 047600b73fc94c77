using ReactionPlans.Benchmarks;

const string Usage = "Usage: dotnet run -c Release --project tests/ReactionPlans.Benchmarks -- all|place|detection|scan|intake|outbox|letters|audit|stations|country|standing|notices|town|rehearsal|pages [--quick] [--output FILE] [--statements: with rehearsal and pages, what each SQL statement took], or quality (draws the figures of docs/detection.md), or growth (the same at a hundredth and a tenth; FILE is its figure)";

string[] known = ["all", "place", "detection", "scan", "intake", "outbox", "letters", "audit", "stations", "country", "standing", "notices", "town", "rehearsal", "pages", "quality", "growth"];
var quick = args.Contains("--quick");
var statements = args.Contains("--statements");
var outputAt = Array.IndexOf(args, "--output");
var output = outputAt >= 0 ? args.ElementAtOrDefault(outputAt + 1) : null;
var words = args.Where((word, index) => word is not ("--quick" or "--statements") && (outputAt < 0 || (index != outputAt && index != outputAt + 1))).ToArray();
if (words is not [var chosen] || !known.Contains(chosen) || (outputAt >= 0 && output is null))
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

#if DEBUG
await Console.Error.WriteLineAsync("A Debug build: good for seeing that it runs, not for its figures.");
#endif

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true; // servers that were started are stopped first
    stopping.Cancel();
};

if (chosen == "quality")
{
    await DetectionQuality.Run(stopping.Token);
    return 0;
}

if (chosen == "growth")
{
    await GrowthBenchmark.Run(output, stopping.Token);
    return 0;
}

if (chosen == "rehearsal")
    return await RehearsalBenchmark.Run(quick, statements, stopping.Token) ? 0 : 1;
if (chosen == "pages")
    return await PagesBenchmark.Run(quick, statements, stopping.Token) ? 0 : 1;

var plan = quick ? Repetitions.Quick : Repetitions.Full;
var (comparisons, figures) = (new List<Comparison>(), new List<Figure>());
if (chosen is "all" or "place")
    comparisons.AddRange(await PlaceBenchmark.Run(plan));
if (chosen is "all" or "detection")
    comparisons.AddRange(await DetectionSpeedBenchmark.Run(plan, stopping.Token));
if (chosen is "all" or "scan")
    comparisons.AddRange(await ScanBenchmark.Run(plan));
if (chosen is "all" or "intake")
    Take(await IntakeBenchmark.Run(plan, stopping.Token));
if (chosen is "all" or "outbox")
    comparisons.AddRange(await OutboxBenchmark.Run(plan, stopping.Token));
if (chosen is "all" or "letters")
    comparisons.AddRange(await LettersBenchmark.Run(plan, stopping.Token));
if (chosen is "all" or "audit")
    comparisons.AddRange(await AuditBenchmark.Run(plan, stopping.Token));
if (chosen is "all" or "stations")
    comparisons.AddRange(await StationPlanBenchmark.Run(plan));
if (chosen is "all" or "standing")
    figures.AddRange(await StandingBenchmark.Run(plan, stopping.Token));
if (chosen is "all" or "notices")
    figures.AddRange(await NoticeBenchmark.Run(plan, stopping.Token));
if (chosen is "all" or "country")
    Take(await CountryBenchmark.Run(plan, stopping.Token));

if (chosen is "all" or "town")
    Take(await TownBenchmark.Run(plan, stopping.Token));

Report.Print(comparisons, figures);
if (output is not null)
    await Report.Write(output, quick, comparisons, figures, stopping.Token);
return 0;

void Take((IReadOnlyList<Comparison> Comparisons, IReadOnlyList<Figure> Figures) measured)
{
    comparisons.AddRange(measured.Comparisons);
    figures.AddRange(measured.Figures);
}
