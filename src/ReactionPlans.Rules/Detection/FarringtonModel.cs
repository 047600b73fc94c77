using MathNet.Numerics.Distributions;

namespace ReactionPlans.Rules.Detection;

/// <summary>What the model says of the judged week.</summary>
/// <param name="Link">log(mean), population included.</param>
/// <param name="Mean">In cases.</param>
/// <param name="LinkError">Standard error of <paramref name="Link"/>.</param>
/// <param name="Phi">Dispersion, at least 1.</param>
/// <param name="HasTrend">Whether there is a trend.</param>
/// <param name="Slope">Change of log(mean) for each unit of time; 0 without a trend.</param>
internal readonly record struct FarringtonFit(double Link, double Mean, double LinkError, double Phi, bool HasTrend, double Slope);

/// <summary>Fits the baseline, weighs outbreaks in it down, fits again, and keeps the trend only where it can be trusted.</summary>
/// <remarks>Quirk of the reference: after reweighting it overwrites the model's weights with the prior ones, so the trend's test and the error of the
/// prediction rest on another dispersion than <see cref="FarringtonFit.Phi"/>. It is kept: bounds would differ otherwise.</remarks>
internal static class FarringtonModel
{
    private const int FewestYearsForTrend = 3;

    /// <param name="time">The judged week's time.</param>
    /// <param name="offset">log of the judged week's population; 0 without.</param>
    /// <returns>False: no fit converged.</returns>
    public static bool TryFit(QuasiPoissonFit fit, FarringtonParameters parameters, double time, double offset, out FarringtonFit fitted)
    {
        // With fewer years the reference drops its trend whatever the test says, so it is not fitted at all.
        if (parameters.Trend && parameters.YearsBack >= FewestYearsForTrend
            && fit.HasEnoughWeeks(withTrend: true) && TryFit(fit, parameters, trend: true, out var phi, out var errorScale))
        {
            fitted = Predict(fit, parameters, time, offset, phi, errorScale);
            if (fitted.Mean <= fit.LargestCount && IsSignificant(fit, errorScale, parameters.TrendPValueBelow))
                return double.IsFinite(fitted.Mean);
        }

        fitted = default;
        if (!TryFit(fit, parameters, trend: false, out phi, out errorScale))
            return false;
        fitted = Predict(fit, parameters, time, offset, phi, errorScale);
        return double.IsFinite(fitted.Mean);
    }

    private static bool TryFit(QuasiPoissonFit fit, FarringtonParameters parameters, bool trend, out double phi, out double errorScale)
    {
        (phi, errorScale) = (double.NaN, double.NaN);
        fit.WeighAllAlike();
        if (fit.Run(trend) != FitEnd.Converged)
            return false;
        errorScale = fit.Dispersions().ByWorking;
        phi = Math.Max(errorScale, 1);
        if (!parameters.Reweight)
            return true;

        // Without an outbreak the second fit would be the first again. Whether it converged the reference does not ask.
        if (fit.TryWeighOutbreaksDown(phi, parameters.WeightsThreshold) && fit.Run(trend) == FitEnd.OutOfRange)
            return false;
        (phi, errorScale) = fit.Dispersions();
        phi = Math.Max(phi, 1);
        return true;
    }

    private static FarringtonFit Predict(
        QuasiPoissonFit fit, FarringtonParameters parameters, double time, double offset, double phi, double errorScale)
    {
        var link = fit.LinearAt(parameters.SeasonGroups, time) + offset;
        var error = Math.Sqrt(errorScale * fit.VarianceAt(parameters.SeasonGroups, time));
        return new FarringtonFit(link, QuasiPoissonFit.MeanOf(link), error, phi, fit.HasTrend, fit.Slope);
    }

    /// <summary>Two-sided t-test. A slope of exactly 0 has the p value 1.</summary>
    private static bool IsSignificant(QuasiPoissonFit fit, double errorScale, double pValueBelow)
    {
        var t = fit.Slope / Math.Sqrt(errorScale * fit.SlopeVariance);
        return 2 * StudentT.CDF(0, 1, fit.FreeWeeks, -Math.Abs(t)) < pValueBelow;
    }
}
