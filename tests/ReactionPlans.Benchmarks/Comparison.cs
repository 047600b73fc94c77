namespace ReactionPlans.Benchmarks;

/// <param name="WarmUps">Runs of each side that are not counted: compilation, connection pools, a file cache.</param>
/// <param name="Counted">Runs of each side whose median counts.</param>
/// <param name="Scale">Share of a measurement's full size.</param>
internal sealed record Repetitions(int WarmUps, int Counted, double Scale)
{
    public static readonly Repetitions Full = new(1, 5, 1);

    /// <summary>Shows that the measurements work, not what they would say.</summary>
    public static readonly Repetitions Quick = new(1, 1, 0.1);

    public int Of(int fullSize) => (int)(fullSize * Scale);
}

/// <summary>What we do beside the bare thing it cannot be faster than, measured in the same run on the same machine.</summary>
/// <param name="Unit">What the figures count in each second.</param>
/// <param name="Raw">Figures of the bare thing, one for each counted run.</param>
/// <param name="Ours">Ours, in the same order.</param>
internal sealed record Comparison(string Name, string Unit, string RawName, IReadOnlyList<double> Raw, IReadOnlyList<double> Ours)
{
    public double RawMedian => Median(Raw);

    public double OursMedian => Median(Ours);

    /// <summary>Ours over raw, of the medians: 1.0 would be as fast as the bare thing.</summary>
    public double Ratio => OursMedian / RawMedian;

    /// <summary>Runs both sides by turns, so that whatever else the machine does burdens them alike.</summary>
    public static async Task<Comparison> Measure(
        string name, string unit, Repetitions plan, (string Name, Func<Task<double>> Run) raw, Func<Task<double>> ours)
    {
        var (rawRuns, ourRuns) = (new List<double>(), new List<double>());
        for (var run = -plan.WarmUps; run < plan.Counted; run++)
        {
            var (bare, whole) = (await raw.Run(), await ours());
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"{name}, {(run < 0 ? "warm-up" : "run " + (run + 1))}: raw {bare:0}, ours {whole:0} {unit}"));
            if (run < 0)
                continue;
            rawRuns.Add(bare);
            ourRuns.Add(whole);
        }
        return new Comparison(name, unit, raw.Name, rawRuns, ourRuns);
    }

    private static double Median(IReadOnlyList<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
