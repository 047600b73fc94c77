using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>What cannot be judged has a defined answer, and what is no input is refused.</summary>
public sealed class FarringtonInputTests
{
    private const int Weeks = 52 * 8;
    private const int Last = Weeks - 1;

    private static readonly FarringtonParameters Parameters = new();
    private static readonly SeriesAxis Axis = SeriesAxis.Numbered(Weeks, 52);

    [Test]
    public void A_series_that_begins_after_the_first_window_is_too_short()
    {
        var series = FarringtonFlexibleTests.Simulated(1, 3);

        Assert.That(Judge(series, 5 * 52 + 2).Silence, Is.EqualTo(FarringtonSilence.TooShort));
        Assert.That(Judge(series, 5 * 52 + 3).Silence, Is.Not.EqualTo(FarringtonSilence.TooShort));
        Assert.That(FarringtonBaseline.YearsAvailable(Axis, 5 * 52 + 2, 3, 5), Is.EqualTo(4));
    }

    [TestCase(FarringtonBoundMethod.Delta, FarringtonSilence.None)]
    [TestCase(FarringtonBoundMethod.NegativeBinomial, FarringtonSilence.None)]
    [TestCase(FarringtonBoundMethod.NegativeBinomialAtUpperMean, FarringtonSilence.NoFiniteBound)]
    public void All_zeros_are_no_alarm(FarringtonBoundMethod method, FarringtonSilence silence)
    {
        var zeros = FarringtonFlexibleTests.Constant(0);
        var judged = Parameters with { Bound = method, FewestCases = 0 };

        var answer = Judge(zeros, Last, judged with { YearsBack = 2, SeasonGroups = 1 });

        Assert.That((answer.Silence, answer.IsAlarm), Is.EqualTo((silence, false)));
        Assert.That(answer.Expected, Is.LessThan(1e-6));
        Assert.That(Judge(zeros, Last, judged).Silence, Is.EqualTo(FarringtonSilence.FitFailed), "the mean falls by a factor e a round, and 25 are too few");
        Assert.That(Judge(zeros, Last).Silence, Is.EqualTo(FarringtonSilence.TooFewCases));
    }

    [Test]
    public void Too_few_cases_give_no_bound_but_say_what_was_expected()
    {
        var series = FarringtonFlexibleTests.Simulated(2, 3);
        series.AsSpan(Last - 3).Clear();
        series[Last] = 2;

        var answer = Judge(series, Last);

        Assert.That((answer.Silence, answer.IsAlarm), Is.EqualTo((FarringtonSilence.TooFewCases, false)));
        Assert.That(double.IsNaN(answer.UpperBound), Is.True);
        Assert.That(answer.Expected, Is.GreaterThan(0));
    }

    [Test]
    public void Weeks_without_a_count_drop_out_of_the_baseline()
    {
        var series = FarringtonFlexibleTests.Simulated(3, 3);
        series[Last - 60] = double.NaN;
        series[Last - 1] = double.NaN;

        var answer = Judge(series, Last);

        Assert.That(answer.BaselineWeeks, Is.EqualTo(Judge(FarringtonFlexibleTests.Simulated(3, 3), Last).BaselineWeeks - 1));
        series[Last] = double.NaN;
        Assert.That(Judge(series, Last).Silence, Is.EqualTo(FarringtonSilence.NoCount));
        Array.Fill(series, double.NaN, 0, Last);
        series[Last] = 4;
        Assert.That(Judge(series, Last).Silence, Is.EqualTo(FarringtonSilence.TooFewWeeks));
    }

    [Test]
    public void A_part_of_the_year_with_no_count_at_all_cannot_be_judged()
    {
        var series = FarringtonFlexibleTests.Simulated(4, 3);
        for (var year = 1; year <= 5; year++)
            series.AsSpan(Last - 52 * year - 3, 7).Fill(double.NaN);

        Assert.That(Judge(series, Last).Silence, Is.EqualTo(FarringtonSilence.TooFewWeeks));
    }

    [Test]
    public void Every_count_up_to_the_most_has_an_answer([Values(1e3, 1e6, 1e9)] double count, [Values] FarringtonBoundMethod method, [Values] bool leap)
    {
        var series = FarringtonFlexibleTests.Constant(count);
        if (leap)
            series.AsSpan(0, Weeks / 2).Clear();

        var answer = Judge(series, Last, Parameters with { Bound = method });

        Assert.That((answer.Silence, answer.IsAlarm), Is.EqualTo((FarringtonSilence.None, false)));
        Assert.That(answer.UpperBound, Is.GreaterThan(answer.Expected));
    }

    [TestCase(-1)]
    [TestCase(2e9)]
    [TestCase(double.PositiveInfinity)]
    public void What_is_no_count_is_refused(double count)
    {
        var series = FarringtonFlexibleTests.Simulated(5, 3);
        series[Last - 52] = count;

        Assert.That(() => Judge(series, Last), Throws.ArgumentException.With.Message.Contains($"position {Last - 52}"));
    }

    [TestCase(0)]
    [TestCase(-3)]
    [TestCase(double.NaN)]
    public void What_is_no_population_is_refused(double people)
    {
        var population = FarringtonFlexibleTests.Constant(900);
        population[Last] = people;
        var offset = Parameters with { PopulationOffset = true };

        Assert.That(() => FarringtonFlexible.Judge(offset, Axis, Last, FarringtonFlexibleTests.Simulated(6, 3), population), Throws.ArgumentException);
        Assert.That(() => FarringtonFlexible.Judge(offset, Axis, Last, FarringtonFlexibleTests.Simulated(6, 3)), Throws.ArgumentException);
    }

    [Test]
    public void Parameters_and_positions_outside_their_bounds_are_refused()
    {
        var series = FarringtonFlexibleTests.Simulated(7, 3);
        FarringtonParameters[] wrong =
        [
            Parameters with { YearsBack = 0 }, Parameters with { HalfWindow = -1 }, Parameters with { SeasonGroups = 0 },
            Parameters with { PastWeeksNotIncluded = -1 }, Parameters with { Alpha = 0 }, Parameters with { Alpha = double.NaN },
            Parameters with { WeightsThreshold = 0 }, Parameters with { CasesWithinWeeks = 0 }, Parameters with { Bound = (FarringtonBoundMethod)9 },
        ];

        foreach (var one in wrong)
            Assert.That(() => Judge(series, Last, one), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Judge(series, Weeks), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Judge(series[1..], Last), Throws.ArgumentException);
    }

    [Test]
    public void Any_windows_and_parts_fit_any_position([Values(0, 3, 30, 200)] int half, [Values(1, 2, 10, 60)] int parts, [Values(0, 26, 5000)] int past)
    {
        var series = FarringtonFlexibleTests.Simulated(8, 3);
        var parameters = Parameters with { HalfWindow = half, SeasonGroups = parts, PastWeeksNotIncluded = past, YearsBack = 3 };

        for (var week = 0; week < Weeks; week += 13)
            Assert.That(() => Judge(series, week, parameters), Throws.Nothing);
    }

    private static FarringtonAnswer Judge(double[] series, int week, FarringtonParameters? parameters = null) =>
        FarringtonFlexible.Judge(parameters ?? Parameters, Axis, week, series);
}
