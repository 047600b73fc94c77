using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace ReactionPlans.Rules.Detection;

/// <summary>The count that a week may have, and how far the observed one is from it.</summary>
/// <param name="Upper">The bound, in cases.</param>
/// <param name="Score">Exceedance score; 1 at the bound.</param>
/// <param name="PValue">Chance of at least the observed count.</param>
/// <param name="PluggedMean">Mean of the negative binomial; NaN for the delta method.</param>
internal readonly record struct FarringtonBound(double Upper, double Score, double PValue, double PluggedMean)
{
    /// <summary>Below this the negative binomial is a Poisson to within 1e-9.</summary>
    private const double NoDispersion = 1e-9;

    /// <summary>Means above this have no quantile that a double can count.</summary>
    private const double MostMean = 1e12;

    public static FarringtonBound Of(FarringtonParameters parameters, FarringtonFit fit, double observed)
    {
        var z = Normal.InvCDF(0, 1, 1 - parameters.Alpha);
        return parameters.Bound switch
        {
            FarringtonBoundMethod.Delta => ByDelta(parameters.Transform, fit, observed, z),
            FarringtonBoundMethod.NegativeBinomial => ByNegativeBinomial(fit, fit.Mean, observed, parameters.Alpha, z),
            _ => ByNegativeBinomial(fit, Math.Exp(fit.Link + z * fit.LinkError), observed, parameters.Alpha, z),
        };
    }

    /// <summary>Normal on the power scale: the count's own spread and the mean's uncertainty together.</summary>
    private static FarringtonBound ByDelta(FarringtonTransform transform, FarringtonFit fit, double observed, double z)
    {
        var mean = fit.Mean;
        var meanError = mean * fit.LinkError;
        var tau = fit.Phi + meanError * meanError / mean;
        var (power, error) = transform switch
        {
            FarringtonTransform.None => (1.0, Math.Sqrt(mean * tau)),
            FarringtonTransform.SquareRoot => (1 / 2.0, Math.Sqrt(tau / 4)),
            _ => (2 / 3.0, Math.Sqrt(4 / 9.0 * Math.Cbrt(mean) * tau)),
        };
        var middle = Math.Pow(mean, power);
        var upper = Math.Pow(middle + z * error, 1 / power);
        var pValue = Normal.CDF(0, 1, -(Math.Pow(observed, power) - middle) / error);
        return new FarringtonBound(upper, (observed - mean) / (upper - mean), pValue, double.NaN);
    }

    /// <summary>Quirk of the reference: the score is measured from log(mean), which it takes for the mean.</summary>
    private static FarringtonBound ByNegativeBinomial(FarringtonFit fit, double plugged, double observed, double alpha, double z)
    {
        if (!(plugged <= MostMean))
            return new FarringtonBound(double.NaN, double.NaN, double.NaN, plugged);

        var upper = Quantile(plugged, fit.Phi, alpha, z);
        return new FarringtonBound(upper, (observed - fit.Link) / (upper - fit.Link), Tail(plugged, fit.Phi, Math.Ceiling(observed) - 1), plugged);
    }

    /// <summary>P(N > count) for a mean and a variance of phi times the mean.</summary>
    private static double Tail(double mean, double phi, double count) =>
        count < 0 ? 1
        : phi - 1 < NoDispersion ? SpecialFunctions.GammaLowerRegularized(count + 1, mean)
        : SpecialFunctions.BetaRegularized(count + 1, mean / (phi - 1), 1 - 1 / phi);

    /// <summary>Smallest count with P(N > count) at most alpha: a guess that knows the skewness, then steps and halvings.</summary>
    private static double Quantile(double mean, double phi, double alpha, double z)
    {
        var spread = Math.Sqrt(mean * phi);
        var skewness = (2 * phi - 1) / spread;
        var guess = Math.Max(0, Math.Floor(mean + spread * (z + skewness * (z * z - 1) / 6) + 0.5));

        var (low, high, step) = (guess - 1, guess, 1.0); // low: its tail is above alpha, or it is below 0
        while (Tail(mean, phi, high) > alpha)
            (low, high, step) = (high, high + step, 2 * step);
        while (low >= 0 && Tail(mean, phi, low) <= alpha)
            (low, high, step) = (Math.Max(-1, low - step), low, 2 * step);
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            (low, high) = Tail(mean, phi, middle) > alpha ? (middle, high) : (low, middle);
        }

        return high;
    }
}
