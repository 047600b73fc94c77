using System.Numerics;

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

    /// <summary>log(count) and log(count + 0.1) of the counts there are most of.</summary>
    private static readonly (double Log, double LogStart)[] SmallCounts = [.. Enumerable.Range(0, 64).Select(count => Logs(count))];

    private BaselineWeek[] _weeks = [];
    private int _usedGroups;
    private double _timeCentre;

    /// <summary>Weeks with a count.</summary>
    public int Weeks { get; private set; }

    public double LargestCount { get; private set; }

    public bool HasTrend { get; private set; }

    /// <summary>Weeks above the number of coefficients.</summary>
    public int FreeWeeks => Weeks - Coefficients(HasTrend);

    private Span<BaselineWeek> Used => _weeks.AsSpan(0, Weeks);

    public static double MeanOf(double link) => Math.Max(Math.Exp(link), LeastMean);

    /// <summary>Takes the baseline weeks that have a count.</summary>
    /// <exception cref="ArgumentException">A count or population lies outside its bounds.</exception>
    public void Take(FarringtonBaseline baseline, ReadOnlySpan<double> observed, ReadOnlySpan<double> population)
    {
        var (positions, times, groups) = (baseline.PositionArray, baseline.TimeArray, baseline.GroupArray);
        MakeRoom(positions.Length, baseline.Parameters.SeasonGroups + 1);
        _timeCentre = positions.Length > 0 ? (times[0] + times[^1]) / 2 : 0; // sums of squares lose less near 0
        (Weeks, LargestCount, _usedGroups) = (0, 0, 0);
        Array.Clear(_groupWeight);
        for (var at = 0; at < positions.Length; at++)
        {
            var count = FarringtonFlexible.Count(observed, positions[at]);
            if (double.IsNaN(count))
                continue;

            var group = groups[at];
            var (log, logStart) = count < SmallCounts.Length && count == (int)count ? SmallCounts[(int)count] : Logs(count);
            var people = baseline.Parameters.PopulationOffset ? FarringtonFlexible.Population(population, positions[at]) : 1;
            var logPeople = people == 1 ? 0 : Math.Log(people);
            _time[Weeks] = times[at] - _timeCentre;
            _weeks[Weeks++] = new BaselineWeek
            {
                Count = count,
                Time = times[at] - _timeCentre,
                Group = group,
                Population = people,
                LogRate = log - logPeople,
                LogStart = logStart - logPeople,
            };
            LargestCount = Math.Max(LargestCount, count);
            if (_groupWeight[group]++ == 0)
                _usedGroups++;
        }
    }

    /// <summary>Whether there are more weeks than coefficients.</summary>
    public bool HasEnoughWeeks(bool withTrend) => Weeks > Coefficients(withTrend);

    /// <summary>Whether a part of the year has a week; asked before the first fit.</summary>
    public bool HasGroup(int group) => _groupWeight[group] > 0;

    /// <summary>Prior weights of 1, as for a first fit.</summary>
    public void WeighAllAlike()
    {
        foreach (ref var week in Used)
            week.Prior = 1;
    }

    /// <summary>Prior weights that fall with the square of the standardised Anscombe residual above the threshold; their sum is the number of weeks.</summary>
    /// <returns>False: no week is above it, and all keep the weights they have.</returns>
    public bool TryWeighOutbreaksDown(double phi, double threshold)
    {
        var (sum, any) = (0.0, false);
        foreach (ref var week in Used)
        {
            var residual = Anscombe(in week, phi, threshold);
            week.Prior = residual > threshold ? 1 / (residual * residual) : 1;
            sum += week.Prior;
            any |= residual > threshold;
        }

        var scale = Weeks / sum;
        foreach (ref var week in Used)
            week.Prior *= scale;
        return any;
    }

    /// <summary>Pearson's dispersion, at least 0: with the working weights of the last round, and with the prior ones in their place.</summary>
    public (double ByWorking, double ByPrior) Dispersions()
    {
        var (byWorking, byPrior) = (0.0, 0.0);
        foreach (ref readonly var week in Used)
        {
            var residual = (week.Count - week.Mean) / week.Mean;
            byWorking += week.Weight * residual * residual;
            byPrior += week.Prior * residual * residual;
        }

        return (byWorking / FreeWeeks, byPrior / FreeWeeks);
    }

    /// <summary>Fitted mean (cases), prior weight and hat value of a week: the pull on its own fitted value, 0-1; their sum is the number of
    /// coefficients.</summary>
    public (double Mean, double Prior, double Hat) Of(int week) => (_weeks[week].Mean, _weeks[week].Prior, Hat(in _weeks[week]));

    private double Hat(in BaselineWeek week) => week.Weight * VarianceNearCentre(week.Group, week.Time);

    /// <returns>The standardised residual; or 0 where it is certainly at most <paramref name="threshold"/>, and where a week alone decides its
    /// part's level and has no residual to speak of (0/0).</returns>
    private double Anscombe(in BaselineWeek week, double phi, double threshold)
    {
        var above = week.Count - week.Mean;
        if (above <= 0) // before the hat value is asked, since most weeks end here
            return 0;
        var free = 1 - Hat(in week);
        if (free < 1e-12 || above * above <= threshold * threshold * week.Mean * phi * free) // Anscombe's is never above Pearson's
            return 0;

        var (countRoot, meanRoot) = (Math.Cbrt(week.Count), Math.Cbrt(week.Mean));
        return 1.5 * (countRoot * countRoot / Math.Sqrt(meanRoot) - Math.Sqrt(week.Mean)) / Math.Sqrt(phi * free);
    }

    private int Coefficients(bool withTrend) => _usedGroups + (withTrend ? 1 : 0);

    /// <summary>A count of 0 has no logarithm and needs none.</summary>
    private static (double Log, double LogStart) Logs(double count) => (count > 0 ? Math.Log(count) : 0, Math.Log(count + StartAbove));

    private void MakeRoom(int weeks, int groups)
    {
        if (_weeks.Length < weeks)
        {
            _weeks = new BaselineWeek[weeks];
            var whole = weeks + Vector<double>.Count;
            (_time, _growth, _growthBefore) = (new double[whole], new double[whole], new double[whole]);
        }

        if (_level.Length != groups)
        {
            (_level, _reference, _factor, _factorBefore) = (new double[groups], new double[groups], new double[groups], new double[groups]);
            (_groupCases, _groupExposure, _groupWeight) = (new double[groups], new double[groups], new double[groups]);
            (_groupMean, _groupMeanTime, _groupTime) = (new double[groups], new double[groups], new double[groups]);
        }
    }

    private struct BaselineWeek
    {
        public double Count, Population, LogRate, LogStart, Prior, Exposure, Mean, Weight;

        /// <summary>From the middle of the baseline.</summary>
        public double Time;

        public int Group;
    }
}
