namespace ReactionPlans.Rules.Detection;

/// <summary>The burglaries of the last weeks of one area in order of time, and how usual each is where and when it happened.</summary>
internal sealed class UsualBurglaries
{
    private readonly double[] intensity;
    private readonly double[] map;
    private readonly double[] daysKnown;
    private readonly double[] expectedKnown;

    /// <param name="burglaries">In order of time.</param>
    public UsualBurglaries(
        ReadOnlySpan<PossibleBurglary> burglaries, ReadOnlySpan<PlanePoint> history, double areaSquareMetres, ReadOnlySpan<double> expected,
        ReadOnlySpan<double> shareKnown, OutbreakParameters parameters)
    {
        Burglaries = burglaries.ToArray();
        SquareMetres = areaSquareMetres;
        map = new double[burglaries.Length];
        intensity = new double[burglaries.Length];
        for (var at = 0; at < intensity.Length; at++)
        {
            map[at] = MapAt(burglaries[at], history, parameters);
            intensity[at] = (1 - parameters.OrdinaryRepeats) * Mean(expected, burglaries[at]) * map[at] + parameters.OrdinaryRepeats * RepeatsAt(at, parameters);
        }

        daysKnown = new double[expected.Length];
        expectedKnown = new double[expected.Length];
        var (days, reports) = (0.0, 0.0);
        for (var age = 0; age < expected.Length; age++)
        {
            daysKnown[age] = days += shareKnown[age];
            expectedKnown[age] = reports += shareKnown[age] * expected[^(age + 1)];
        }
    }

    public IReadOnlyList<PossibleBurglary> Burglaries { get; }

    public double SquareMetres { get; }

    /// <summary>Burglaries a day and m² that are usual where and when this one happened; above 0.</summary>
    public double Intensity(int burglary) => intensity[burglary];

    /// <summary>Metres between two; infinite where either has no place.</summary>
    public double Distance(int one, int other) =>
        Burglaries[one].HasPlace && Burglaries[other].HasPlace ? Burglaries[one].Place.DistanceTo(Burglaries[other].Place) : double.PositiveInfinity;

    /// <summary>Days since one so long ago, itself included, each by the share of its burglaries that is known by now.</summary>
    public double DaysKnownSince(int ageDays) => daysKnown[ageDays];

    /// <summary>Burglaries usual in the area since then that would be known by now.</summary>
    public double ExpectedSince(int ageDays) => expectedKnown[ageDays];

    /// <summary>Share of the area's usual burglaries that lie in a circle round this one; at most 1.</summary>
    public double ShareWithin(int burglary, double metres) => Math.Min(1, Math.PI * metres * metres * map[burglary]);

    /// <summary>Expected on the days on which it can have happened, on average; days before the window are left out.</summary>
    private static double Mean(ReadOnlySpan<double> expected, PossibleBurglary burglary)
    {
        var oldest = Math.Min(burglary.EarliestAgeDays, expected.Length - 1);
        var sum = 0.0;
        for (var age = burglary.LatestAgeDays; age <= oldest; age++)
            sum += expected[^(age + 1)];
        return sum / (oldest - burglary.LatestAgeDays + 1);
    }

    /// <summary>Share of the area's usual burglaries to be found at a place, per m²: a Gaussian round each of the history, and an even part.</summary>
    private double MapAt(PossibleBurglary burglary, ReadOnlySpan<PlanePoint> history, OutbreakParameters parameters)
    {
        const double Negligible = 12; // exp(-12): a millionth
        var even = 1 / SquareMetres;
        if (!burglary.HasPlace)
            return even;
        var twiceVariance = 2 * parameters.UsualMetres * parameters.UsualMetres;
        var sum = 0.0;
        foreach (var place in history)
        {
            var (x, y) = (place.X - burglary.Place.X, place.Y - burglary.Place.Y);
            var exponent = (x * x + y * y) / twiceVariance;
            if (exponent < Negligible)
                sum += Math.Exp(-exponent);
        }

        return (sum / (Math.PI * twiceVariance) + parameters.EvenReports * even) / (history.Length + parameters.EvenReports);
    }

    private double RepeatsAt(int burglary, OutbreakParameters parameters)
    {
        var sum = 0.0;
        for (var earlier = 0; earlier < burglary; earlier++)
        {
            var days = (Burglaries[earlier].TwiceMiddleAge - Burglaries[burglary].TwiceMiddleAge) / 2.0;
            sum += OutbreakChance.Near(Distance(earlier, burglary), parameters.NearMetres) * Math.Exp(-days / parameters.OrdinaryRepeatDays) / parameters.OrdinaryRepeatDays;
        }

        return sum;
    }
}
