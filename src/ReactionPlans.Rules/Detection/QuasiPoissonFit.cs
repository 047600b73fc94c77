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
/// <para>With levels and one slope only, each round's least squares is a line through the parts' weighted centres: it is solved directly, in time
/// proportional to the weeks, and more exactly than by a decomposition of the whole matrix.</para>
/// <para>Holds one fit at a time and is used again for the next, so that a fit allocates nothing. Not for use by two threads.</para>
/// </remarks>
internal sealed class QuasiPoissonFit
{
    private const int MostRounds = 25;
    private const double Precision = 1e-8;

    /// <summary>Least mean: 2^-52, as in R.</summary>
    private const double LeastMean = 2.220446049250313e-16;

    private double[] _count = [], _time = [], _offset = [], _prior = [], _linear = [], _mean = [], _weight = [];
    private double[] _groupWeight = [], _groupTime = [], _groupLevel = [];
    private int[] _group = [];
    private int _groups, _usedGroups;
    private double _timeSpread;
    private bool _hasOffset;

    /// <summary>Weeks with a count.</summary>
    public int Weeks { get; private set; }

    public double LargestCount { get; private set; }

    public bool HasTrend { get; private set; }

    /// <summary>Change of log(mean) for each unit of time.</summary>
    public double Slope { get; private set; }

    /// <summary>Variance of <see cref="Slope"/> for a dispersion of 1.</summary>
    public double SlopeVariance => 1 / _timeSpread;

    /// <summary>Weeks above the number of coefficients.</summary>
    public int FreeWeeks => Weeks - Coefficients(HasTrend);

    public static double MeanOf(double link) => Math.Max(Math.Exp(link), LeastMean);

    /// <summary>Takes the baseline weeks that have a count.</summary>
    /// <exception cref="ArgumentException">A count or population lies outside its bounds.</exception>
    public void Take(FarringtonBaseline baseline, ReadOnlySpan<double> observed, ReadOnlySpan<double> population)
    {
        MakeRoom(baseline.PositionArray.Length, baseline.Parameters.SeasonGroups + 1);
        _hasOffset = baseline.Parameters.PopulationOffset;
        (Weeks, LargestCount, _usedGroups) = (0, 0, 0);
        Array.Clear(_groupWeight);
        for (var at = 0; at < baseline.PositionArray.Length; at++)
        {
            var position = baseline.PositionArray[at];
            var count = FarringtonFlexible.Count(observed, position);
            if (double.IsNaN(count))
                continue;

            (_count[Weeks], _time[Weeks], _group[Weeks]) = (count, baseline.TimeArray[at], baseline.GroupArray[at]);
            _offset[Weeks] = _hasOffset ? FarringtonFlexible.LogPopulation(population, position) : 0;
            LargestCount = Math.Max(LargestCount, count);
            if (_groupWeight[_group[Weeks]]++ == 0)
                _usedGroups++;
            Weeks++;
        }
    }

    /// <summary>Whether there are more weeks than coefficients.</summary>
    public bool HasEnoughWeeks(bool withTrend) => Weeks > Coefficients(withTrend);

    /// <summary>Whether a part of the year has a week; asked before the first fit.</summary>
    public bool HasGroup(int group) => _groupWeight[group] > 0;

    /// <summary>Prior weights of 1, as for a first fit.</summary>
    public void WeighAllAlike() => _prior.AsSpan(0, Weeks).Fill(1);

    /// <summary>Prior weights, with a sum of <see cref="Weeks"/>, that fall with the square of the standardised Anscombe residual above the threshold.</summary>
    /// <remarks>A week that alone decides its part's level has no residual to speak of (0/0), and keeps its weight.</remarks>
    public void WeighOutbreaksDown(double phi, double threshold)
    {
        var sum = 0.0;
        for (var at = 0; at < Weeks; at++)
        {
            var residual = _count[at] > _mean[at] ? Anscombe(at, phi) : 0;
            _prior[at] = residual > threshold ? 1 / (residual * residual) : 1;
            sum += _prior[at];
        }

        var scale = Weeks / sum;
        foreach (ref var prior in _prior.AsSpan(0, Weeks))
            prior *= scale;
    }

    /// <summary>Fits with the prior weights in force.</summary>
    public FitEnd Run(bool trend)
    {
        HasTrend = trend;
        for (var at = 0; at < Weeks; at++)
        {
            _mean[at] = _count[at] + 0.1;
            _linear[at] = Math.Log(_mean[at]) - _offset[at];
        }

        var before = Deviance();
        for (var round = 0; round < MostRounds; round++)
        {
            Solve();
            Advance();
            var deviance = Deviance();
            if (!double.IsFinite(deviance) || !double.IsFinite(Slope))
                return FitEnd.OutOfRange;
            if (Math.Abs(deviance - before) / (Math.Abs(deviance) + 0.1) < Precision)
                return FitEnd.Converged;
            before = deviance;
        }

        return FitEnd.RanOut;
    }

    /// <summary>Pearson's dispersion, with the working weights of the last round; at least 0.</summary>
    public double Dispersion() => Dispersion(_weight);

    /// <summary>The same with the prior weights in place of the working ones.</summary>
    public double DispersionByPriorWeights() => Dispersion(_prior);

    /// <summary>log(mean) at a time in a part of the year, population left out.</summary>
    public double LinearAt(int group, double time) => _groupLevel[group] + Slope * (time - _groupTime[group]);

    /// <summary>Variance of <see cref="LinearAt"/> for a dispersion of 1; the hat value is this times the working weight.</summary>
    public double VarianceAt(int group, double time)
    {
        var away = time - _groupTime[group];
        return 1 / _groupWeight[group] + (HasTrend ? away * away / _timeSpread : 0);
    }

    /// <summary>Weights of the weeks before the mean weighs them; their sum is <see cref="Weeks"/>.</summary>
    internal ReadOnlySpan<double> PriorWeights => _prior.AsSpan(0, Weeks);

    /// <summary>Fitted means.</summary>
    internal ReadOnlySpan<double> Means => _mean.AsSpan(0, Weeks);

    internal double Hat(int at) => _weight[at] * VarianceAt(_group[at], _time[at]);

    private double Anscombe(int at, double phi)
    {
        var free = 1 - Hat(at);
        if (free < 1e-12)
            return 0;
        var (count, mean) = (Math.Cbrt(_count[at]), Math.Cbrt(_mean[at]));
        return 1.5 * (count * count / Math.Sqrt(mean) - Math.Sqrt(_mean[at])) / Math.Sqrt(phi * free);
    }

    /// <summary>One round's weighted least squares: centres of the parts, then the slope round them.</summary>
    private void Solve()
    {
        Array.Clear(_groupWeight);
        Array.Clear(_groupTime);
        Array.Clear(_groupLevel);
        for (var at = 0; at < Weeks; at++)
        {
            var weight = _prior[at] * _mean[at];
            var working = _linear[at] + (_count[at] - _mean[at]) / _mean[at];
            (_weight[at], _linear[at]) = (weight, working);
            var group = _group[at];
            _groupWeight[group] += weight;
            _groupTime[group] += weight * _time[at];
            _groupLevel[group] += weight * working;
        }

        for (var group = 0; group < _groups; group++)
        {
            if (_groupWeight[group] > 0)
                (_groupTime[group], _groupLevel[group]) = (_groupTime[group] / _groupWeight[group], _groupLevel[group] / _groupWeight[group]);
        }

        (Slope, _timeSpread) = (0, 0);
        if (HasTrend)
            SolveSlope();
    }

    private void SolveSlope()
    {
        var together = 0.0;
        for (var at = 0; at < Weeks; at++)
        {
            var group = _group[at];
            var away = _weight[at] * (_time[at] - _groupTime[group]);
            _timeSpread += away * (_time[at] - _groupTime[group]);
            together += away * (_linear[at] - _groupLevel[group]);
        }

        Slope = together / _timeSpread; // no spread: not finite, and the fit ends
    }

    private void Advance()
    {
        for (var at = 0; at < Weeks; at++)
        {
            _linear[at] = LinearAt(_group[at], _time[at]);
            _mean[at] = MeanOf(_linear[at] + _offset[at]);
        }
    }

    private double Deviance()
    {
        var sum = 0.0;
        for (var at = 0; at < Weeks; at++)
        {
            var (count, mean) = (_count[at], _mean[at]);
            sum += _prior[at] * ((count > 0 ? count * Math.Log(count / mean) : 0) - (count - mean));
        }

        return 2 * sum;
    }

    private double Dispersion(double[] weights)
    {
        var sum = 0.0;
        for (var at = 0; at < Weeks; at++)
        {
            var residual = (_count[at] - _mean[at]) / _mean[at];
            sum += weights[at] * residual * residual;
        }

        return sum / FreeWeeks;
    }

    private int Coefficients(bool withTrend) => _usedGroups + (withTrend ? 1 : 0);

    private void MakeRoom(int weeks, int groups)
    {
        _groups = groups;
        if (_group.Length < weeks)
        {
            _group = new int[weeks];
            (_count, _time, _offset, _prior) = (new double[weeks], new double[weeks], new double[weeks], new double[weeks]);
            (_linear, _mean, _weight) = (new double[weeks], new double[weeks], new double[weeks]);
        }

        if (_groupWeight.Length < groups)
            (_groupWeight, _groupTime, _groupLevel) = (new double[groups], new double[groups], new double[groups]);
    }
}
