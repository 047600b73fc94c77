using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>Where the right answer follows without another program; answers of R's are in the reference cases.</summary>
public sealed class FarringtonFlexibleTests
{
    private const int Weeks = 52 * 8;
    private const int Last = Weeks - 1;

    private static readonly SeriesAxis Axis = SeriesAxis.Numbered(Weeks, 52);

    /// <summary>Windows only, no trend, no reweighting: answers that can be worked out by hand.</summary>
    private static readonly FarringtonParameters Plain = new()
    {
        SeasonGroups = 1,
        PastWeeksNotIncluded = 3,
        Trend = false,
        Reweight = false,
        Bound = FarringtonBoundMethod.Delta,
        FewestCases = 0,
        Alpha = 0.01,
    };

    [TestCase(FarringtonTransform.TwoThirds)]
    [TestCase(FarringtonTransform.SquareRoot)]
    [TestCase(FarringtonTransform.None)]
    public void A_constant_series_has_a_sure_mean_and_the_spread_of_a_Poisson(FarringtonTransform transform)
    {
        var answer = FarringtonFlexible.Judge(Plain with { Transform = transform }, Axis, Last, Constant(5));

        var z = Normal.InvCDF(0, 1, 0.99);
        var bound = transform switch
        {
            FarringtonTransform.None => 5 + z * Math.Sqrt(5),
            FarringtonTransform.SquareRoot => Math.Pow(Math.Sqrt(5) + z / 2, 2),
            _ => Math.Pow(Math.Pow(5, 2 / 3.0) + z * Math.Sqrt(4 / 9.0 * Math.Cbrt(5)), 1.5),
        };
        Assert.Multiple(() =>
        {
            Assert.That(answer.Silence, Is.EqualTo(FarringtonSilence.None));
            Assert.That(answer.Expected, Is.EqualTo(5).Within(1e-6));
            Assert.That(answer.UpperBound, Is.EqualTo(bound).Within(1e-6));
            Assert.That((answer.Phi, answer.TrendUsed, answer.IsAlarm, answer.BaselineWeeks), Is.EqualTo((1, false, false, 5 * 7)));
            Assert.That(answer.PValue, Is.EqualTo(0.5).Within(1e-6));
        });
    }

    [Test]
    public void Without_a_trend_the_expected_count_is_the_mean_of_the_same_part_of_earlier_years()
    {
        var parameters = new FarringtonParameters { Trend = false, Reweight = false };
        var series = Simulated(1, 3);
        var baseline = FarringtonBaseline.Of(parameters, Axis, Last);

        var mean = baseline.Positions.Where((_, at) => baseline.Groups[at] == parameters.SeasonGroups).Average(at => series[at]);

        Assert.That(FarringtonFlexible.Judge(baseline, series).Expected, Is.EqualTo(mean).Within(1e-6));
    }

    [TestCase(0.3)]
    [TestCase(3)]
    [TestCase(400)]
    public void A_converged_fit_meets_the_score_equations_and_its_hat_values_sum_to_its_coefficients(double mean)
    {
        var baseline = FarringtonBaseline.Of(new FarringtonParameters(), Axis, Last);
        var series = Simulated(2, mean);
        var fit = new QuasiPoissonFit();
        fit.Take(baseline, series, []);
        fit.WeighAllAlike();

        Assert.That(fit.Run(trend: true), Is.EqualTo(FitEnd.Converged));

        var all = Enumerable.Range(0, fit.Weeks).ToList();
        var lacking = all.Select(at => series[baseline.Positions[at]] - fit.Of(at).Mean).ToList();
        var near = 1e-5 * all.Sum(at => fit.Of(at).Mean);
        foreach (var group in baseline.Groups.Distinct())
            Assert.That(all.Where(at => baseline.Groups[at] == group).Sum(at => lacking[at]), Is.EqualTo(0).Within(near));
        Assert.That(all.Sum(at => lacking[at] * (baseline.Times[at] - baseline.Times.Average())), Is.EqualTo(0).Within(100 * near));
        Assert.That(all.Sum(at => fit.Of(at).Hat), Is.EqualTo(11).Within(1e-9));
    }

    [Test]
    public void An_outbreak_in_the_baseline_weighs_less_and_the_weights_still_sum_to_the_weeks()
    {
        var parameters = new FarringtonParameters { Trend = false };
        var series = Simulated(3, 3);
        var outbreak = Last - 52;
        series[outbreak] = 40;
        var baseline = FarringtonBaseline.Of(parameters, Axis, Last);
        var fit = new QuasiPoissonFit();
        fit.Take(baseline, series, []);
        fit.WeighAllAlike();
        fit.Run(trend: false);

        Assert.That(fit.TryWeighOutbreaksDown(1, 2.58), Is.True);

        Assert.That(Enumerable.Range(0, fit.Weeks).Sum(at => fit.Of(at).Prior), Is.EqualTo(fit.Weeks).Within(1e-9));
        Assert.That(fit.Of(baseline.Positions.ToList().IndexOf(outbreak)).Prior, Is.LessThan(0.1));
        var (with, without) = (FarringtonFlexible.Judge(baseline, series), FarringtonFlexible.Judge(parameters with { Reweight = false }, Axis, Last, series));
        Assert.That(with.UpperBound, Is.LessThan(without.UpperBound));
    }

    [Test]
    public void A_trend_needs_three_years_and_is_dropped_where_it_would_run_past_the_largest_count()
    {
        double[] falling = [.. Enumerable.Range(0, Weeks).Select(at => Math.Round(60 * Math.Exp(-0.003 * at)))];
        double[] rising = [.. falling.Reverse()];

        var down = FarringtonFlexible.Judge(new FarringtonParameters(), Axis, Last, falling);

        Assert.That(down.TrendUsed, Is.True);
        Assert.That(down.Trend, Is.EqualTo(-0.003).Within(2e-4));
        Assert.That(FarringtonFlexible.Judge(new FarringtonParameters { YearsBack = 2 }, Axis, Last, falling).TrendUsed, Is.False);
        Assert.That(FarringtonFlexible.Judge(new FarringtonParameters(), Axis, Last, rising).TrendUsed, Is.False);
    }

    [TestCase(FarringtonBoundMethod.Delta)]
    [TestCase(FarringtonBoundMethod.NegativeBinomial)]
    [TestCase(FarringtonBoundMethod.NegativeBinomialAtUpperMean)]
    public void A_smaller_alpha_never_lowers_the_bound(FarringtonBoundMethod method)
    {
        var series = Simulated(4, 2);
        var bounds = new[] { 0.5, 0.1, 0.05, 0.01, 0.001, 1e-6 }.Select(alpha =>
            FarringtonFlexible.Judge(new FarringtonParameters { Bound = method, Alpha = alpha, FewestCases = 0 }, Axis, Last, series).UpperBound);

        Assert.That(bounds, Is.Ordered);
    }

    [TestCase(0.4)]
    [TestCase(6)]
    [TestCase(90)]
    public void The_negative_binomial_bound_is_the_first_count_that_few_enough_exceed(double mean)
    {
        var series = Simulated(5, mean, Math.Max(3, 2 * mean)); // spread more than a Poisson
        var answer = FarringtonFlexible.Judge(new FarringtonParameters { FewestCases = 0 }, Axis, Last, series);

        double Exceeds(double count) // 1 - the sum of the probabilities, term by term
        {
            var size = answer.PluggedMean / (answer.Phi - 1);
            var term = Math.Exp(-size * Math.Log(answer.Phi));
            var below = term;
            for (var at = 1; at <= count; at++)
                below += term *= (size + at - 1) / at * (1 - 1 / answer.Phi);
            return count < 0 ? 1 : 1 - below;
        }

        Assert.That(answer.Phi, Is.GreaterThan(1));
        Assert.That(Exceeds(answer.UpperBound), Is.AtMost(0.005));
        Assert.That(Exceeds(answer.UpperBound - 1), Is.GreaterThan(0.005));
        Assert.That(answer.PValue, Is.EqualTo(Exceeds(answer.Observed - 1)).Within(1e-9));
    }

    [Test]
    public void Population_counts_by_proportion()
    {
        var parameters = new FarringtonParameters { PopulationOffset = true, FewestCases = 0 };
        var series = Simulated(6, 4);
        var (plain, doubled) = (Enumerable.Repeat(1200.0, Weeks).ToArray(), Enumerable.Repeat(1200.0, Weeks).ToArray());
        doubled[Last] = 2400;

        var expected = FarringtonFlexible.Judge(parameters, Axis, Last, series, plain).Expected;

        Assert.That(expected, Is.EqualTo(FarringtonFlexible.Judge(parameters with { PopulationOffset = false }, Axis, Last, series).Expected).Within(1e-6));
        Assert.That(FarringtonFlexible.Judge(parameters, Axis, Last, series, doubled).Expected, Is.EqualTo(2 * expected).Within(1e-6));
    }

    [Test]
    public void An_answer_does_not_depend_on_what_was_judged_before()
    {
        var (series, other) = (Simulated(7, 2), Simulated(8, 50));
        var parameters = new FarringtonParameters { Trend = true };
        var first = FarringtonFlexible.Judge(parameters, Axis, Last, series);

        FarringtonFlexible.Judge(parameters with { SeasonGroups = 20, YearsBack = 6 }, Axis, Last, other);
        FarringtonFlexible.Judge(Plain, Axis, Last - 40, other);

        Assert.That(FarringtonFlexible.Judge(parameters, Axis, Last, series), Is.EqualTo(first));
    }

    internal static double[] Constant(double count) => [.. Enumerable.Repeat(count, Weeks)];

    /// <summary>Seasonal counts; a Poisson, or with <paramref name="excess"/> more spread by as much.</summary>
    internal static double[] Simulated(int seed, double mean, double excess = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Weeks).Select(at =>
        {
            var rate = mean * (1 + 0.4 * Math.Cos(Constants.Pi2 * at / 52));
            return (double)Poisson.Sample(random, excess == 0 ? rate : Gamma.Sample(random, rate / excess, 1 / excess) + 1e-9);
        })];
    }
}
