namespace ReactionPlans.Rules.Detection;

/// <summary>The pairs of one <see cref="Knox"/> table. Where they are never changes while the times are shuffled, so it is found once.</summary>
internal sealed class KnoxPairs
{
    /// <summary>Pairs in no space band make one more band. Each time band's counts over all of these sum to its total, which no order of the
    /// times changes: so the fullest band need not be walked, and that is nearly all pairs.</summary>
    private readonly int fullest;

    private readonly Bands timeBands;
    private readonly List<(int One, int Other)>[] near;

    public KnoxPairs(ReadOnlySpan<PlanePoint> places, ReadOnlySpan<double> times, KnoxParameters parameters, CancellationToken stopping)
    {
        timeBands = parameters.Time;
        var outside = parameters.Space.Count;
        All = (long)places.Length * (places.Length - 1) / 2;
        TimeTotals = new long[timeBands.Count];
        Observed = Knox.Matrix<long>(parameters);

        var totals = new long[outside + 1];
        Walk(places, parameters, (_, _, band) => totals[band]++, stopping);
        SpaceTotals = totals[..outside];
        fullest = Array.IndexOf(totals, totals.Max());

        near = [.. totals.Select((total, band) => new List<(int, int)>(band == fullest ? 0 : (int)total))];
        Walk(places, parameters, (one, other, band) =>
        {
            if (band != fullest)
                near[band].Add((one, other));
        }, stopping);

        for (var one = 0; one < times.Length; one++)
        {
            stopping.ThrowIfCancellationRequested();
            for (var other = one + 1; other < times.Length; other++)
            {
                if (timeBands.Of(Math.Abs(times[one] - times[other])) is var band and not Bands.None)
                    TimeTotals[band]++;
            }
        }

        CountInto(Observed, times);
    }

    public long All { get; }

    public long[] SpaceTotals { get; }

    public long[] TimeTotals { get; }

    public long[][] Observed { get; }

    /// <summary>Counts the pairs for one order of the times.</summary>
    public void CountInto(long[][] counts, ReadOnlySpan<double> times)
    {
        var ofFullest = fullest < counts.Length ? counts[fullest] : new long[TimeTotals.Length];
        TimeTotals.CopyTo(ofFullest, 0);
        for (var space = 0; space < near.Length; space++)
        {
            if (space == fullest)
                continue;
            if (space < counts.Length)
                Array.Clear(counts[space]);
            foreach (var (one, other) in near[space])
            {
                if (timeBands.Of(Math.Abs(times[one] - times[other])) is not (var time and not Bands.None))
                    continue;
                ofFullest[time]--;
                if (space < counts.Length)
                    counts[space][time]++;
            }
        }
    }

    private static void Walk(ReadOnlySpan<PlanePoint> places, KnoxParameters parameters, Action<int, int, int> visit, CancellationToken stopping)
    {
        for (var one = 0; one < places.Length; one++)
        {
            stopping.ThrowIfCancellationRequested();
            for (var other = one + 1; other < places.Length; other++)
            {
                var metres = parameters.Distance == DistanceKind.Euclidean ? places[one].DistanceTo(places[other])
                    : Math.Abs(places[one].X - places[other].X) + Math.Abs(places[one].Y - places[other].Y);
                var band = parameters.Space.Of(metres);
                visit(one, other, band == Bands.None ? parameters.Space.Count : band);
            }
        }
    }
}
