namespace ReactionPlans.Rules.Detection;

public enum DistanceKind
{
    /// <summary>In a straight line.</summary>
    Euclidean,

    /// <summary>Along the axes, as streets of a chequered town run.</summary>
    Manhattan,
}

/// <summary>How pairs of burglaries are sorted, and how often chance is asked.</summary>
public sealed record KnoxParameters
{
    /// <summary>Limits in metres. The first band is the same address.</summary>
    public Bands Space { get; init; } = new([0, 0.1, 100, 200, 300, 400]);

    /// <summary>Limits in days.</summary>
    public Bands Time { get; init; } = new([0, 7, 14, 21, 28, 42]);

    public DistanceKind Distance { get; init; } = DistanceKind.Euclidean;

    /// <summary>Random orders of the times; at least 1. The smallest p value there can be is 1 / (this + 1).</summary>
    public int Replications { get; init; } = 999;

    /// <summary>The same seed gives the same p values.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>Pairs by space band (first index) and time band (second).</summary>
/// <param name="Observed">Pairs near in space and in time.</param>
/// <param name="SpaceTotals">Pairs in each space band, whatever their time.</param>
/// <param name="TimeTotals">Pairs in each time band, whatever their place.</param>
/// <param name="Pairs">All pairs, n(n-1)/2, those outside every band included.</param>
/// <param name="Expected">Mean of <paramref name="Observed"/> over all orders of the times; 0 where there are no pairs.</param>
/// <param name="Ratio">Observed over expected; NaN where nothing is expected.</param>
/// <param name="P">Chance of at least as many by luck, (orders with at least as many + 1) / (orders + 1); 0-1, above 0.</param>
public sealed record KnoxTable(long[][] Observed, long[] SpaceTotals, long[] TimeTotals, long Pairs, double[][] Expected, double[][] Ratio, double[][] P);

/// <summary>Whether burglaries that are near in space are near in time more often than luck would have it: how far and for how long one raises the
/// risk of the next. It says which radius and window suit a district; it is no alarm.</summary>
/// <remarks>Knox 1964 (Applied Statistics 13:25). Every pair is looked at once, so time grows with the square of the burglaries: some seconds for
/// 20,000. The expected count is exact; only the p values are drawn. Pairs share burglaries, so they are not independent and no formula gives p.</remarks>
public static class Knox
{
    /// <summary>Ten years of a large police district. Twice as many take four times as long, and as much memory.</summary>
    public const int MostBurglaries = 20_000;

    /// <summary>Sorts all pairs, and compares with random orders of the times.</summary>
    /// <param name="places">Where each burglary was.</param>
    /// <param name="times">When it was, in days from any origin; finite; as many as <paramref name="places"/>. Fewer than two burglaries make a
    /// table of zeros with p = 1.</param>
    /// <param name="progress">Told the random orders done so far.</param>
    /// <exception cref="ArgumentException">A place or time is not a finite number, the two are not as many, there are more than
    /// <see cref="MostBurglaries"/>, or a parameter is out of bounds.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public static KnoxTable Count(
        ReadOnlySpan<PlanePoint> places, ReadOnlySpan<double> times, KnoxParameters parameters,
        IProgress<int>? progress = null, CancellationToken stopping = default)
    {
        Require(places, times, parameters);
        var pairs = new KnoxPairs(places, times, parameters, stopping);
        var asMany = Matrix<int>(parameters);
        if (pairs.All > 0)
        {
            var (shuffle, order, counts) = (new SeededShuffle(parameters.Seed), times.ToArray(), Matrix<long>(parameters));
            for (var done = 1; done <= parameters.Replications; done++)
            {
                stopping.ThrowIfCancellationRequested();
                shuffle.Shuffle<double>(order);
                pairs.CountInto(counts, order);
                for (var space = 0; space < counts.Length; space++)
                    for (var time = 0; time < counts[space].Length; time++)
                        asMany[space][time] += counts[space][time] >= pairs.Observed[space][time] ? 1 : 0;
                progress?.Report(done);
            }
        }

        return TableOf(pairs, asMany, parameters);
    }

    internal static T[][] Matrix<T>(KnoxParameters parameters) =>
        [.. Enumerable.Range(0, parameters.Space.Count).Select(_ => new T[parameters.Time.Count])];

    private static KnoxTable TableOf(KnoxPairs pairs, int[][] asMany, KnoxParameters parameters)
    {
        var (expected, ratio, p) = (Matrix<double>(parameters), Matrix<double>(parameters), Matrix<double>(parameters));
        for (var space = 0; space < expected.Length; space++)
        {
            for (var time = 0; time < expected[space].Length; time++)
            {
                expected[space][time] = pairs.All == 0 ? 0 : (double)pairs.SpaceTotals[space] * pairs.TimeTotals[time] / pairs.All;
                ratio[space][time] = expected[space][time] > 0 ? pairs.Observed[space][time] / expected[space][time] : double.NaN;
                p[space][time] = pairs.All == 0 ? 1 : (asMany[space][time] + 1.0) / (parameters.Replications + 1.0);
            }
        }

        return new KnoxTable(pairs.Observed, pairs.SpaceTotals, pairs.TimeTotals, pairs.All, expected, ratio, p);
    }

    private static void Require(ReadOnlySpan<PlanePoint> places, ReadOnlySpan<double> times, KnoxParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Replications, 1, nameof(parameters));
        if (places.Length > MostBurglaries)
            throw new ArgumentException($"{places.Length} burglaries; at most {MostBurglaries} can be compared pair by pair.", nameof(places));
        PlanePoint.RequireAll(places, nameof(places));
        if (places.Length != times.Length)
            throw new ArgumentException($"{places.Length} places, but {times.Length} times.", nameof(times));
        foreach (var time in times)
        {
            if (!double.IsFinite(time))
                throw new ArgumentException($"{time} is no time in days.", nameof(times));
        }
    }
}
