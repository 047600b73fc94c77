using System.Numerics;
using System.Runtime.Intrinsics;

namespace ReactionPlans.Rules.Detection;

/// <summary>How a fit ended.</summary>
internal enum FitEnd
{
    Converged,

    /// <summary>The last round still moved the deviance.</summary>
    RanOut,

    /// <summary>A number is no longer finite.</summary>
    OutOfRange,
}

/// <summary>A quasi-Poisson model of log(mean): a level for each part of the year and, if wanted, one trend; fitted as R's glm does.</summary>
/// <remarks>
/// <para>Iteratively reweighted least squares that starts at count + 0.1 and stops when the deviance moves by less than 1e-8 of itself, at most 25
/// rounds. The weights that R keeps, and so its hat values and standard errors, are those from before the last update of the mean: copied, since a fully
/// converged fit differs by up to 1e-4.</para>
/// <para>With levels and one slope only, a round needs no decomposition: sums for each part of the year are enough, and without a trend they need not even
/// be summed anew (<c>QuasiPoissonFit.Rounds.cs</c>).</para>
/// <para>Holds one fit at a time and is used again for the next, so that a fit allocates nothing. Not for use by two threads.</para>
/// </remarks>
internal sealed partial class QuasiPoissonFit
{
    /// <summary>Least mean: 2^-52, as in R.</summary>
    private const double LeastMean = 2.220446049250313e-16;

    /// <summary>A week whose hat value is nearer to 1 than this fits whatever its count.</summary>
    private const double LeastFree = 1e-12;

    /// <summary>log(count) and log(count + 0.1) of the counts there are most of.</summary>
    private static readonly (double Log, double LogStart)[] SmallCounts = [.. Enumerable.Range(0, 64).Select(count => Logs(count))];

    private FarringtonPlaces _places = new([], [], 0);

    /// <summary>Of each place of <see cref="_places"/>: count, population, prior weight and weight of the last round; all 0 where there is no week with a count.
    /// The prior weight of a first fit is 1 where there is one.</summary>
    private double[] _count = [], _population = [], _isCounted = [], _prior = [], _weight = [];

    /// <summary>The fitted mean, and so above 0 everywhere.</summary>
    private double[] _mean = [];
    private int _usedGroups;

    /// <summary>Weeks with a count.</summary>
    public int Weeks { get; private set; }

    public double LargestCount { get; private set; }

    public bool HasTrend { get; private set; }

    /// <summary>Weeks above the number of coefficients.</summary>
    public int FreeWeeks => Weeks - Coefficients(HasTrend);

    private int Places => _places.Start[^1];

    public static double MeanOf(double link) => Math.Max(Math.Exp(link), LeastMean);

    /// <summary>Takes the baseline weeks that have a count.</summary>
    /// <exception cref="ArgumentException">A count or population lies outside its bounds.</exception>
    public void Take(FarringtonBaseline baseline, ReadOnlySpan<double> observed, ReadOnlySpan<double> population)
    {
        var (positions, groups) = (baseline.PositionArray, baseline.GroupArray);
        _places = baseline.Places;
        MakeRoom(baseline.Parameters.SeasonGroups + 1);
        (Weeks, LargestCount, _usedGroups) = (0, 0, 0);
        for (var week = 0; week < positions.Length; week++)
        {
            var count = FarringtonFlexible.Count(observed, positions[week]);
            if (double.IsNaN(count))
                continue;

            var people = baseline.Parameters.PopulationOffset ? FarringtonFlexible.Population(population, positions[week]) : 1;
            Put(_places.Of[week], count, people, people == 1 ? 0 : Math.Log(people));
            Weeks++;
            LargestCount = Math.Max(LargestCount, count);
            if (_groupWeight[groups[week]]++ == 0)
                _usedGroups++;
        }

        MeasureFromOwnMean();
    }

    /// <summary>Whether there are more weeks than coefficients.</summary>
    public bool HasEnoughWeeks(bool withTrend) => Weeks > Coefficients(withTrend);

    /// <summary>Whether a part of the year has a week; asked before the first fit.</summary>
    public bool HasGroup(int group) => _groupWeight[group] > 0;

    /// <summary>Prior weights of 1, as for a first fit.</summary>
    public void WeighAllAlike() => _isCounted.AsSpan(0, Places).CopyTo(_prior);

    /// <summary>Prior weights that fall with the square of the standardised Anscombe residual above the threshold; their sum is the number of weeks.</summary>
    /// <returns>False: no week is above it, and all weigh the same.</returns>
    public bool TryWeighOutbreaksDown(double phi, double threshold)
    {
        WeighAllAlike();
        double sum = Weeks;
        for (var group = 1; group < _level.Length; group++)
        {
            for (var at = _places.Start[group]; at < _places.Start[group + 1]; at += Vector256<double>.Count)
            {
                for (var suspects = Suspects(group, at, phi * threshold * threshold); suspects != 0; suspects &= suspects - 1)
                {
                    var place = at + BitOperations.TrailingZeroCount(suspects);
                    var residual = Anscombe(place, phi * (1 - Hat(group, place)));
                    if (residual <= threshold)
                        continue;
                    _prior[place] = 1 / (residual * residual);
                    sum += _prior[place] - 1;
                }
            }
        }

        if (sum == Weeks)
            return false;
        var scale = Weeks / sum;
        for (var at = 0; at < Places; at += Vector256<double>.Count)
            (Vector256.Create(_prior, at) * scale).CopyTo(_prior, at);
        return true;
    }

    /// <summary>Pearson's dispersion, at least 0: with the working weights of the last round, and with the prior ones in their place.</summary>
    public (double ByWorking, double ByPrior) Dispersions()
    {
        var (byWorking, byPrior) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var at = 0; at < Places; at += Vector256<double>.Count)
        {
            var mean = Vector256.Create(_mean, at);
            var residual = (Vector256.Create(_count, at) - mean) / mean;
            var square = residual * residual;
            byWorking += Vector256.Create(_weight, at) * square;
            byPrior += Vector256.Create(_prior, at) * square;
        }

        return (Sum(byWorking) / FreeWeeks, Sum(byPrior) / FreeWeeks);
    }

    /// <summary>Fitted mean (cases), prior weight and hat value of a baseline week: the pull on its own fitted value, 0-1; their sum is the number of
    /// coefficients.</summary>
    public (double Mean, double Prior, double Hat) Of(int week)
    {
        var place = _places.Of[week];
        return (_mean[place], _prior[place], Hat(Array.FindLastIndex(_places.Start, start => start <= place), place));
    }

    private double Hat(int group, int place) => _weight[place] * VarianceNearCentre(group, _places.Time[place]);

    /// <summary>The weeks, one bit for each from a place on, whose residual may be above the threshold: those whose Pearson residual is, since Anscombe's is never above it.
    /// A week that alone decides its part's level has no residual to speak of (0/0), and is none of them.</summary>
    /// <param name="limit">The threshold's square times the dispersion.</param>
    private uint Suspects(int group, int at, double limit)
    {
        var mean = Vector256.Create(_mean, at);
        var above = Vector256.Create(_count, at) - mean;
        var away = Vector256.Create(_places.Time, at) - Vector256.Create(_groupTime[group]);
        var free = Vector256<double>.One - Vector256.Create(_weight, at) * (Vector256.Create(1 / _groupWeight[group]) + away * away * (HasTrend ? 1 / _timeSpread : 0));
        return (Vector256.GreaterThan(above, Vector256<double>.Zero)
            & Vector256.GreaterThanOrEqual(free, Vector256.Create(LeastFree))
            & Vector256.GreaterThan(above * above, mean * free * limit)).ExtractMostSignificantBits();
    }

    /// <summary>The standardised residual.</summary>
    /// <param name="variance">The dispersion times what is free of the week's hat value.</param>
    private double Anscombe(int place, double variance)
    {
        var (countRoot, meanRoot) = (Math.Cbrt(_count[place]), Math.Cbrt(_mean[place]));
        return 1.5 * (countRoot * countRoot / Math.Sqrt(meanRoot) - Math.Sqrt(_mean[place])) / Math.Sqrt(variance);
    }

    /// <summary>Always in the same order.</summary>
    private static double Sum(Vector256<double> numbers)
    {
        var pairs = numbers.GetLower() + numbers.GetUpper();
        return pairs[0] + pairs[1];
    }

    private int Coefficients(bool withTrend) => _usedGroups + (withTrend ? 1 : 0);

    /// <summary>A count of 0 has no logarithm and needs none.</summary>
    private static (double Log, double LogStart) Logs(double count) => (count > 0 ? Math.Log(count) : 0, Math.Log(count + StartAbove));

    private void MakeRoom(int groups)
    {
        if (_count.Length < Places)
        {
            (_count, _population, _isCounted) = (new double[Places], new double[Places], new double[Places]);
            (_prior, _weight, _mean, _exposure) = (new double[Places], new double[Places], new double[Places], new double[Places]);
            (_startCases, _startDeviance, _caseLogs) = (new double[Places], new double[Places], new double[Places]);
            (_growth, _growthBefore) = (new double[Places], new double[Places]);
        }

        // Places that no week is put in.
        foreach (var numbers in (ReadOnlySpan<double[]>)[_count, _population, _isCounted, _startCases, _startDeviance, _caseLogs])
            Array.Clear(numbers);
        if (_level.Length != groups)
        {
            (_level, _reference, _factor, _factorBefore) = (new double[groups], new double[groups], new double[groups], new double[groups]);
            (_groupCases, _groupExposure, _groupWeight) = (new double[groups], new double[groups], new double[groups]);
            (_groupMean, _groupMeanTime, _groupTime) = (new double[groups], new double[groups], new double[groups]);
        }

        Array.Clear(_groupWeight);
    }
}
