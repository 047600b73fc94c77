namespace ReactionPlans.Rules.Detection;

/// <summary>The days of a rise that may have been, start to judged day, for <see cref="GeneralisedLikelihoodRatio"/>. Gaps and days with a mean of 0
/// are left out.</summary>
internal readonly ref struct PossibleRise(ReadOnlySpan<double> counts, ReadOnlySpan<double> means, double dispersion)
{
    private const int MostRounds = 100;
    private readonly ReadOnlySpan<double> counts = counts, means = means;

    /// <summary>The logarithm of the likelihood ratio of the whole rise.</summary>
    public double Sum(double logRatio)
    {
        var sum = 0.0;
        for (var day = 0; day < counts.Length; day++)
        {
            if (IsLeftOut(day))
                continue;
            var (perReport, constant) = LikelihoodRatioCusum.Line(means[day], logRatio, dispersion);
            sum += perReport * counts[day] + constant;
        }

        return sum;
    }

    /// <summary>At least 0. Poisson: log(reports / expected). Negative binomial: where the slope, which falls all the way, is 0; Newton's steps,
    /// halved between the ends known so far when they leave them.</summary>
    public double LikeliestLogRatio(double reports, double expected)
    {
        if (dispersion == 0)
            return reports > expected ? Math.Min(Math.Log(reports / expected), GeneralisedLikelihoodRatio.LargestLogRatio) : 0;
        if (Slope(0).Slope <= 0)
            return 0;

        double low = 0, high = LargestLog();
        var guess = reports > expected ? Math.Min(Math.Log(reports / expected), high) : high / 2;
        for (var round = 0; round < MostRounds; round++)
        {
            var (slope, curvature) = Slope(guess);
            if (slope > 0)
                low = guess;
            else
                high = guess;
            var next = guess + slope / curvature;
            if (!(next >= low && next <= high))
                next = (low + high) / 2;
            if (Math.Abs(next - guess) <= 1e-14 * Math.Max(1, next))
                return next;
            guess = next;
        }

        return guess;
    }

    private bool IsLeftOut(int day) => double.IsNaN(counts[day]) || means[day] == 0;

    /// <summary>Beyond the largest single ratio every day would have been likelier with less.</summary>
    private double LargestLog()
    {
        var largest = 1.0;
        for (var day = 0; day < counts.Length; day++)
        {
            if (means[day] > 0 && counts[day] / means[day] > largest)
                largest = counts[day] / means[day];
        }

        return Math.Min(Math.Log(largest), GeneralisedLikelihoodRatio.LargestLogRatio);
    }

    /// <summary>First derivative of <see cref="Sum"/> in the log ratio, and the second with its sign turned: above 0.</summary>
    private (double Slope, double Curvature) Slope(double logRatio)
    {
        double slope = 0, curvature = 0;
        var ratio = Math.Exp(logRatio);
        for (var day = 0; day < counts.Length; day++)
        {
            if (IsLeftOut(day))
                continue;
            var raised = means[day] * ratio;
            var spread = 1 + dispersion * raised;
            slope += (counts[day] - raised) / spread;
            curvature += raised * (1 + dispersion * counts[day]) / (spread * spread);
        }

        return (slope, curvature);
    }
}
