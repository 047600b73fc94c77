using System.Numerics;

namespace ReactionPlans.Rules.Detection;

/// <content>The rounds of the fit. The mean of a week is population x exp(level of its part of the year) x exp(slope x time), so a round needs, for
/// each part, only the sums of the means, alone and times time and time squared: each round is Newton's step (for this model the same as the weighted
/// least squares of R's glm), solved for the levels first and then for the slope.</content>
internal sealed partial class QuasiPoissonFit
{
    private const int MostRounds = 25;
    private const double Precision = 1e-8;

    /// <summary>The first means are the counts and this.</summary>
    private const double StartAbove = 0.1;

    /// <summary>The deviance of large counts is not known better than this share of them, and need not stand stiller.</summary>
    private const double Rounding = 1e-15;

    private double[] _time = [], _growth = [], _growthBefore = [];
    private double[] _level = [], _factor = [], _factorBefore = [], _reference = [];
    private double[] _groupCases = [], _groupExposure = [], _groupMean = [], _groupMeanTime = [], _groupWeight = [], _groupTime = [];
    private double _casesTime, _meanTimeSquared, _timeSpread, _fixedDeviance, _cases;

    /// <summary>Change of log(mean) for each unit of time.</summary>
    public double Slope { get; private set; }

    /// <summary>Variance of <see cref="Slope"/> for a dispersion of 1.</summary>
    public double SlopeVariance => 1 / _timeSpread;

    /// <summary>Fits with the prior weights in force.</summary>
    public FitEnd Run(bool trend)
    {
        HasTrend = trend;
        SumCases();
        var before = Start();
        var end = FitEnd.RanOut;
        var round = 0;
        while (end == FitEnd.RanOut && round < MostRounds)
        {
            if (round > 0)
                Step();
            round++;
            var deviance = SumMeans();
            var moved = Math.Abs(deviance - before);
            end = !double.IsFinite(deviance) || !double.IsFinite(Slope) ? FitEnd.OutOfRange
                : moved / (Math.Abs(deviance) + 0.1) < Precision || moved < Rounding * _cases ? FitEnd.Converged
                : FitEnd.RanOut;
            before = deviance;
        }

        Settle(firstRoundWasLast: round == 1);
        return end;
    }

    /// <summary>log(mean) at a time in a part of the year, population left out.</summary>
    public double LinearAt(int group, double time) => _level[group] + Slope * (time - _timeCentre);

    /// <summary>Variance of <see cref="LinearAt"/> for a dispersion of 1; the hat value is this times the working weight.</summary>
    public double VarianceAt(int group, double time) => VarianceNearCentre(group, time - _timeCentre);

    private double VarianceNearCentre(int group, double time)
    {
        var away = time - _groupTime[group];
        return 1 / _groupWeight[group] + (HasTrend ? away * away / _timeSpread : 0);
    }

    /// <summary>What stays the same through the rounds: sums of the counts, and the deviance's part of them.</summary>
    /// <remarks>Logarithms are taken from the part's own mean: what is left is small, and large counts do not drown it.</remarks>
    private void SumCases()
    {
        Clear(_groupCases, _groupExposure);
        Span<double> groupCases = _groupCases, groupExposure = _groupExposure, reference = _reference;
        var (all, casesTime, fixedDeviance) = (0.0, 0.0, 0.0);
        foreach (ref var week in Used)
        {
            var cases = week.Prior * week.Count;
            week.Exposure = week.Prior * week.Population;
            groupCases[week.Group] += cases;
            groupExposure[week.Group] += week.Exposure;
            casesTime += cases * week.Time;
            all += cases;
        }

        for (var group = 0; group < reference.Length; group++)
            reference[group] = groupCases[group] > 0 ? Math.Log(groupCases[group] / groupExposure[group]) : 0;
        foreach (ref readonly var week in Used)
            fixedDeviance += week.Prior * week.Count * (week.LogRate - reference[week.Group]);
        (_cases, _casesTime, _fixedDeviance) = (all, casesTime, fixedDeviance);
    }

    /// <summary>The first round, from means of count + 0.1.</summary>
    /// <returns>The deviance of those means.</returns>
    private double Start()
    {
        Clear(_groupWeight, _groupTime);
        Array.Clear(_level);
        Span<double> groupWeight = _groupWeight, groupTime = _groupTime, level = _level;
        var (deviance, timeTogether, squares) = (0.0, 0.0, 0.0);
        foreach (ref readonly var week in Used)
        {
            var start = week.Count + StartAbove;
            var weight = week.Prior * start;
            var together = week.Prior * (week.LogStart * start - StartAbove);
            groupWeight[week.Group] += weight;
            groupTime[week.Group] += weight * week.Time;
            level[week.Group] += together;
            squares += weight * week.Time * week.Time;
            timeTogether += together * week.Time;
            deviance += week.Prior * (week.Count * (week.LogRate - week.LogStart) + StartAbove);
        }

        _meanTimeSquared = squares;
        var spread = Centre();
        for (var group = 0; group < _level.Length; group++)
            timeTogether -= _groupTime[group] * _level[group];
        Slope = HasTrend ? timeTogether / spread : 0;
        for (var group = 0; group < _level.Length; group++)
            _level[group] = _groupWeight[group] > 0 ? _level[group] / _groupWeight[group] - Slope * _groupTime[group] : 0;
        return 2 * deviance;
    }

    /// <summary>The following rounds: Newton's step from the means in force, which become the means before.</summary>
    private void Step()
    {
        (_growth, _growthBefore, _factor, _factorBefore) = (_growthBefore, _growth, _factorBefore, _factor);
        _groupMean.CopyTo(_groupWeight, 0);
        _groupMeanTime.CopyTo(_groupTime, 0);
        var lacking = _casesTime;
        foreach (var meanTime in _groupMeanTime)
            lacking -= meanTime;
        var spread = Centre();
        for (var group = 0; group < _level.Length; group++)
            lacking -= _groupTime[group] * (_groupCases[group] - _groupMean[group]);

        var change = HasTrend ? lacking / spread : 0;
        Slope += change;
        for (var group = 0; group < _level.Length; group++)
        {
            if (_groupWeight[group] > 0)
                _level[group] += (_groupCases[group] - _groupMean[group]) / _groupWeight[group] - change * _groupTime[group];
        }
    }

    /// <summary>Turns each part's sum of weighted times to their mean.</summary>
    /// <returns>The sum of weighted squares round those means.</returns>
    private double Centre()
    {
        _timeSpread = _meanTimeSquared;
        for (var group = 0; group < _groupTime.Length; group++)
        {
            var sum = _groupTime[group];
            _groupTime[group] = _groupWeight[group] > 0 ? sum / _groupWeight[group] : 0;
            _timeSpread -= sum * _groupTime[group];
        }

        return _timeSpread;
    }

    /// <summary>Sums the means of the levels and the slope in force.</summary>
    /// <returns>Their deviance.</returns>
    private double SumMeans()
    {
        for (var group = 0; group < _level.Length; group++)
            _factor[group] = Math.Exp(_level[group]);
        if (HasTrend)
            SumGrowth();
        else
            SumLevels();

        var deviance = _fixedDeviance - _cases - Slope * _casesTime;
        for (var group = 0; group < _level.Length; group++)
            deviance += _groupMean[group] - _groupCases[group] * (_level[group] - _reference[group]);

        return 2 * deviance;
    }

    private void SumLevels()
    {
        for (var group = 0; group < _level.Length; group++)
            _groupMean[group] = _groupExposure[group] * _factor[group];
    }

    private void SumGrowth()
    {
        // Whole vectors only, into the room behind the last week: a week's value does not depend on where in the arrays it lies.
        for (var at = 0; at < Weeks; at += Vector<double>.Count)
            Vector.Exp(new Vector<double>(_time, at) * Slope).CopyTo(_growth, at);

        Clear(_groupMean, _groupMeanTime);
        Span<double> groupMean = _groupMean, groupMeanTime = _groupMeanTime, factor = _factor;
        var weeks = Used;
        var squares = 0.0;
        var growth = _growth.AsSpan(0, weeks.Length);
        for (var at = 0; at < weeks.Length;)
        {
            var group = weeks[at].Group; // a part of the year is a run of weeks: summed here, the sums stay in registers
            var (all, together) = (0.0, 0.0);
            for (; at < weeks.Length && weeks[at].Group == group; at++)
            {
                ref readonly var week = ref weeks[at];
                var mean = week.Exposure * growth[at] * factor[group];
                all += mean;
                together += mean * week.Time;
                squares += mean * week.Time * week.Time;
            }

            groupMean[group] += all;
            groupMeanTime[group] += together;
        }

        _meanTimeSquared = squares;
    }

    /// <summary>Each week's mean, and the weight it had in the last round.</summary>
    private void Settle(bool firstRoundWasLast)
    {
        Span<double> factor = _factor, factorBefore = _factorBefore, growth = _growth, growthBefore = _growthBefore;
        var weeks = Used;
        for (var at = 0; at < weeks.Length; at++)
        {
            ref var week = ref weeks[at];
            var (mean, weight) = (week.Population * factor[week.Group], week.Exposure * factorBefore[week.Group]);
            week.Mean = Math.Max(HasTrend ? mean * growth[at] : mean, LeastMean);
            week.Weight = firstRoundWasLast ? week.Prior * (week.Count + StartAbove)
                : Math.Max(HasTrend ? weight * growthBefore[at] : weight, LeastMean);
        }
    }

    private static void Clear(double[] first, double[] second)
    {
        Array.Clear(first);
        Array.Clear(second);
    }
}
