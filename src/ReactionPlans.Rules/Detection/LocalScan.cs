using MathNet.Numerics;

namespace ReactionPlans.Rules.Detection;

/// <summary>A burglary of one area, as many days before the judged day as it was reported.</summary>
/// <param name="AgeDays">0 for the judged day itself; at least 0.</param>
public readonly record struct AgedPlace(PlanePoint Place, int AgeDays);

/// <summary>Which cylinders around a new report are looked at, and when they are an alarm.</summary>
public sealed record LocalScanParameters
{
    /// <summary>In metres, rising, above 0; at most 32 of them.</summary>
    public IReadOnlyList<double> RadiiMetres { get; init; } = [100, 200, 300, 400, 600, 800];

    /// <summary>In days, the judged day included, rising, at least 1; at most 32 of them.</summary>
    public IReadOnlyList<int> WindowDays { get; init; } = [3, 7, 10, 14, 21];

    /// <summary>Burglaries spread evenly over the area that are added to its history, so that a street without any is not impossible; above 0.</summary>
    public double EvenReports { get; init; } = 15;

    /// <summary>Fewest burglaries in a cylinder, the new one included; at least 1.</summary>
    public int MinimumReports { get; init; } = 3;

    /// <summary>Lowest statistic that is an alarm. 13.4: half a false activation a year and area together with <see cref="PooledNegativeBinomial"/>;
    /// 11.1: one.</summary>
    public double StatisticAtLeast { get; init; } = 13.4;
}

/// <summary>The strongest cylinder around a new report.</summary>
/// <param name="Count">Burglaries in it.</param>
/// <param name="Expected">Burglaries expected in it; above 0.</param>
/// <param name="Statistic">Logarithm of the likelihood ratio, count log(count / expected) - (count - expected); above 0.</param>
/// <param name="P">Poisson chance of so many in this one cylinder, 0-1. It is the best of all that were tried, so it is no chance of a false alarm.</param>
public readonly record struct LocalScanFinding(
    PlanePoint Centre, double RadiusMetres, int WindowDays, int Count, double Expected, double Statistic, double P, bool Holds)
{
    /// <summary>Whether a burglary lies in the cylinder.</summary>
    public bool Has(AgedPlace burglary) => burglary.AgeDays < WindowDays && Centre.DistanceTo(burglary.Place) <= RadiusMetres;
}

/// <summary>Looks around each new report for more burglaries than its streets and these weeks explain.</summary>
/// <remarks>A scan with the expectation from a model (Kulldorff 1997, Comm. Stat. Theory Methods 26:1481; Poisson), centred on the new report. The area's
/// expectation is shared out by the circle's share of the area's history, with an even part. Judge only the reports that are new on the day: on the
/// benchmark, judging every report of the last three weeks again each night doubled the false activations at the same limit.</remarks>
public static class LocalScan
{
    private const int Most = 32;

    /// <summary>Judges one new report; null where no cylinder around it holds more than expected and the fewest allowed.</summary>
    /// <param name="centre">Where the new report is.</param>
    /// <param name="recent">The area's burglaries of the longest window, the new one included, in any order; older ones are not counted.</param>
    /// <param name="history">Where the area's earlier burglaries were: two years, ending 28 days ago so that a rise does not explain itself.</param>
    /// <param name="areaSquareMetres">The area's size; above 0.</param>
    /// <param name="expected">Burglaries expected in the whole area for each of the windows, at least 0; a window of which nothing is known
    /// (NaN) or in which nothing is expected (0) is left out.</param>
    /// <exception cref="ArgumentException">A place is not finite numbers, an age is below 0, or a parameter is out of bounds.</exception>
    public static LocalScanFinding? Judge(
        PlanePoint centre, ReadOnlySpan<AgedPlace> recent, ReadOnlySpan<PlanePoint> history, double areaSquareMetres, ReadOnlySpan<double> expected,
        LocalScanParameters parameters)
    {
        Require(centre, areaSquareMetres, expected, parameters);
        var (radii, windows) = (parameters.RadiiMetres, parameters.WindowDays);
        Span<double> limits = stackalloc double[radii.Count];
        for (var radius = 0; radius < limits.Length; radius++)
            limits[radius] = radii[radius];
        Span<int> historyIn = stackalloc int[radii.Count];
        Span<int> recentIn = stackalloc int[radii.Count * windows.Count];
        historyIn.Clear();
        recentIn.Clear();

        foreach (var place in history)
        {
            place.Require(nameof(history));
            for (var radius = FirstReaching(limits, centre.DistanceTo(place)); radius < historyIn.Length; radius++)
                historyIn[radius]++;
        }

        foreach (var burglary in recent)
        {
            burglary.Place.Require(nameof(recent));
            ArgumentOutOfRangeException.ThrowIfNegative(burglary.AgeDays, nameof(recent));
            for (var radius = FirstReaching(limits, centre.DistanceTo(burglary.Place)); radius < radii.Count; radius++)
                for (var window = 0; window < windows.Count; window++)
                    recentIn[radius * windows.Count + window] += burglary.AgeDays < windows[window] ? 1 : 0;
        }

        return Best(centre, historyIn, recentIn, history.Length, areaSquareMetres, expected, parameters);
    }

    private static LocalScanFinding? Best(
        PlanePoint centre, ReadOnlySpan<int> historyIn, ReadOnlySpan<int> recentIn, int history, double areaSquareMetres, ReadOnlySpan<double> expected,
        LocalScanParameters parameters)
    {
        var (radii, windows) = (parameters.RadiiMetres, parameters.WindowDays);
        var best = default(LocalScanFinding);
        for (var radius = 0; radius < radii.Count; radius++)
        {
            var even = Math.Min(1, Math.PI * radii[radius] * radii[radius] / areaSquareMetres);
            var share = (historyIn[radius] + parameters.EvenReports * even) / (history + parameters.EvenReports);
            for (var window = 0; window < windows.Count; window++)
            {
                var (count, mean) = (recentIn[radius * windows.Count + window], expected[window] * share);
                if (count < parameters.MinimumReports || !(mean > 0 && count > mean))
                    continue;
                var statistic = count * Math.Log(count / mean) - (count - mean);
                if (statistic > best.Statistic)
                    best = new LocalScanFinding(centre, radii[radius], windows[window], count, mean, statistic, 0, statistic >= parameters.StatisticAtLeast);
            }
        }

        // P(N >= k) of a Poisson number is the regularised lower gamma function P(k, mean).
        return best.Count == 0 ? null : best with { P = SpecialFunctions.GammaLowerRegularized(best.Count, best.Expected) };
    }

    private static int FirstReaching(ReadOnlySpan<double> radii, double metres)
    {
        var radius = 0;
        while (radius < radii.Length && radii[radius] < metres)
            radius++;
        return radius;
    }

    private static void Require(PlanePoint centre, double areaSquareMetres, ReadOnlySpan<double> expected, LocalScanParameters parameters)
    {
        centre.Require(nameof(centre));
        if (!(areaSquareMetres > 0 && double.IsFinite(areaSquareMetres)))
            throw new ArgumentException($"{areaSquareMetres} m² is no size of an area.", nameof(areaSquareMetres));

        var (radii, windows) = (parameters.RadiiMetres, parameters.WindowDays);
        if (!(radii.Count is >= 1 and <= Most && windows.Count is >= 1 and <= Most && radii[0] > 0 && windows[0] >= 1
              && parameters.EvenReports > 0 && double.IsFinite(parameters.EvenReports) && parameters.MinimumReports >= 1))
            throw new ArgumentException($"A scan needs 1 to {Most} radii above 0 and windows of at least a day.", nameof(parameters));
        for (var at = 1; at < radii.Count; at++)
        {
            if (!(radii[at - 1] < radii[at] && radii[at] <= PlanePoint.FarthestMetres))
                throw new ArgumentException("The radii rise.", nameof(parameters));
        }

        if (expected.Length != windows.Count)
            throw new ArgumentException($"{windows.Count} windows, but {expected.Length} expectations.", nameof(expected));
        foreach (var mean in expected)
        {
            if (mean < 0 || double.IsInfinity(mean))
                throw new ArgumentException($"{mean} burglaries cannot be expected.", nameof(expected));
        }
    }
}
