using System.Runtime.Intrinsics;

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

    /// <summary>Of each place, what the first round and the deviance ask of its count, the same for every fit: the weighted log(count + 0.1), and the deviance's terms, of the
    /// first means and of the count alone (count x log(count)).</summary>
    private double[] _startCases = [], _startDeviance = [], _caseLogs = [];
    private double[] _exposure = [], _growth = [], _growthBefore = [];
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
    public double LinearAt(int group, double time) => _level[group] + Slope * (time - _places.TimeCentre);

    /// <summary>Variance of <see cref="LinearAt"/> for a dispersion of 1; the hat value is this times the working weight.</summary>
    public double VarianceAt(int group, double time) => VarianceNearCentre(group, time - _places.TimeCentre);

    private double VarianceNearCentre(int group, double time)
    {
        var away = time - _groupTime[group];
        return 1 / _groupWeight[group] + (HasTrend ? away * away / _timeSpread : 0);
    }

    /// <summary>Keeps a week with all that does not change from fit to fit.</summary>
    private void Put(int place, double count, double people, double logPeople)
    {
        var (log, logStart) = count < SmallCounts.Length && count == (int)count ? SmallCounts[(int)count] : Logs(count);
        (_count[place], _population[place], _isCounted[place]) = (count, people, 1);
        _startCases[place] = (logStart - logPeople) * (count + StartAbove) - StartAbove;
        _startDeviance[place] = count * (log - logStart) + StartAbove;
        _caseLogs[place] = log - logPeople; // till the part's mean is known
    }

    /// <summary>Logarithms are taken from the part's own mean: what is left is small, and large counts do not drown it.</summary>
    private void MeasureFromOwnMean()
    {
        for (var group = 1; group < _level.Length; group++)
        {
            var (start, end) = (_places.Start[group], _places.Start[group + 1]);
            var (cases, people) = (Vector256<double>.Zero, Vector256<double>.Zero);
            for (var at = start; at < end; at += Vector256<double>.Count)
                (cases, people) = (cases + Vector256.Create(_count, at), people + Vector256.Create(_population, at));
            _reference[group] = Sum(cases) > 0 ? Math.Log(Sum(cases) / Sum(people)) : 0;
            for (var at = start; at < end; at += Vector256<double>.Count)
                (Vector256.Create(_count, at) * (Vector256.Create(_caseLogs, at) - Vector256.Create(_reference[group]))).CopyTo(_caseLogs, at);
        }
    }

    /// <summary>The first round, from means of count + 0.1, with the sums that stay the same through all rounds.</summary>
    /// <returns>The deviance of those means.</returns>
    private double Start()
    {
        var (casesTime, startTime, squares) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (startDeviance, caseLogs) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var group = 1; group < _level.Length; group++)
        {
            var (groupCases, groupExposure, groupStart) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            var (groupWeight, groupTime) = (Vector256<double>.Zero, Vector256<double>.Zero);
            for (var at = _places.Start[group]; at < _places.Start[group + 1]; at += Vector256<double>.Count)
            {
                var (prior, time, count) = (Vector256.Create(_prior, at), Vector256.Create(_places.Time, at), Vector256.Create(_count, at));
                var (cases, exposure, start) = (prior * count, prior * Vector256.Create(_population, at), prior * Vector256.Create(_startCases, at));
                var weight = prior * (count + Vector256.Create(StartAbove));
                exposure.CopyTo(_exposure, at);
                (groupCases, groupExposure, groupStart) = (groupCases + cases, groupExposure + exposure, groupStart + start);
                (groupWeight, groupTime) = (groupWeight + weight, groupTime + weight * time);
                (casesTime, startTime, squares) = (casesTime + cases * time, startTime + start * time, squares + weight * time * time);
                (startDeviance, caseLogs) = (startDeviance + prior * Vector256.Create(_startDeviance, at), caseLogs + prior * Vector256.Create(_caseLogs, at));
            }

            (_groupCases[group], _groupExposure[group], _level[group]) = (Sum(groupCases), Sum(groupExposure), Sum(groupStart));
            (_groupWeight[group], _groupTime[group]) = (Sum(groupWeight), Sum(groupTime));
        }

        (_cases, _casesTime, _fixedDeviance, _meanTimeSquared) = (_groupCases.Sum(), Sum(casesTime), Sum(caseLogs), Sum(squares));
        var (lacking, spread) = (Sum(startTime), Centre());
        for (var group = 0; group < _level.Length; group++)
            lacking -= _groupTime[group] * _level[group];
        Slope = HasTrend ? lacking / spread : 0;
        for (var group = 0; group < _level.Length; group++)
            _level[group] = _groupWeight[group] > 0 ? _level[group] / _groupWeight[group] - Slope * _groupTime[group] : 0;
        return 2 * Sum(startDeviance);
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
        var slope = Vector256.Create(Slope);
        var squares = 0.0;
        for (var group = 1; group < _level.Length; group++)
        {
            var (means, together, groupSquares) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            for (var at = _places.Start[group]; at < _places.Start[group + 1]; at += Vector256<double>.Count)
            {
                var time = Vector256.Create(_places.Time, at);
                var growth = Vector256.Exp(time * slope);
                growth.CopyTo(_growth, at);
                var mean = Vector256.Create(_exposure, at) * growth;
                (means, together, groupSquares) = (means + mean, together + mean * time, groupSquares + mean * time * time);
            }

            _groupMean[group] = Sum(means) * _factor[group];
            _groupMeanTime[group] = Sum(together) * _factor[group];
            squares += Sum(groupSquares) * _factor[group];
        }

        _meanTimeSquared = squares;
    }

    /// <summary>Each week's mean, and the weight it had in the last round.</summary>
    private void Settle(bool firstRoundWasLast)
    {
        var least = Vector256.Create(LeastMean);
        for (var group = 1; group < _level.Length; group++)
        {
            for (var at = _places.Start[group]; at < _places.Start[group + 1]; at += Vector256<double>.Count)
            {
                var mean = Vector256.Create(_population, at) * _factor[group];
                var weight = Vector256.Create(_exposure, at) * _factorBefore[group];
                if (HasTrend)
                    (mean, weight) = (mean * Vector256.Create(_growth, at), weight * Vector256.Create(_growthBefore, at));
                Vector256.Max(mean, least).CopyTo(_mean, at);
                weight = firstRoundWasLast ? Vector256.Create(_prior, at) * (Vector256.Create(_count, at) + Vector256.Create(StartAbove))
                    : Vector256.Max(weight, least) * Vector256.Create(_isCounted, at);
                weight.CopyTo(_weight, at);
            }
        }
    }
}
