using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>A chart that carries a memory from day to day, over each day's count beside what the district's model expects of it
/// (<see cref="PooledNegativeBinomial.CopyMeans"/>).</summary>
/// <remarks>The memory is not stored. It is summed anew over the last <see cref="LookBackDays"/> days with what is known at the judged day's end, from an empty
/// one before them: so late, corrected and withdrawn reports are where they belong, a day without data is as quiet as it is then known to have been, and an answer is
/// the same whatever days were judged before.</remarks>
internal abstract class ChartJudge(KnownDistrict district) : RuleJudge
{
    /// <summary>Half a year: what lies before it weighs less than 1e-9 in an EWMA of 0.12, and a CUSUM, which falls on every quiet day, has as a rule been at 0 since. A chart that
    /// is asked to remember longer than that (a lambda below 0.03, a rate ratio near 1) does not.</summary>
    private const int LookBackDays = 180;

    private const int WindowDays = 14;

    private double[] counts = [];
    private double[] means = [];

    public override void Begin(DateOnly day)
    {
        var days = district.Days(LookBackDays);
        if (counts.Length != days)
            (counts, means) = (new double[days], new double[days]);
    }

    public override RuleAnswer Judge(int area, DateOnly day)
    {
        var history = district.Known[area];
        var count = history.CountReported(day.AddDays(1 - WindowDays), day);
        return CanHold(history, count, day) ? Explain(area, day) : RuleAnswer.Of(false, count);
    }

    public override RuleAnswer Explain(int area, DateOnly day)
    {
        var history = district.Known[area];
        var count = history.CountReported(day.AddDays(1 - WindowDays), day);
        history.CopyCounts(day, counts);
        district.Expectation().CopyMeans(area, means);
        if (!(means[^1] > 0))
            return RuleAnswer.Of(false, count); // without history nothing is expected

        var expected = 0.0;
        foreach (var mean in means.AsSpan(Math.Max(0, means.Length - WindowDays)))
            expected += mean;
        return RuleAnswer.Of(Holds(counts, means, count), count) with { Expected = expected };
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => district.Known[area].Between(day.AddDays(1 - WindowDays), day).ToArray();

    /// <summary>False only where the chart certainly does not hold: most areas on most days, and it is not drawn.</summary>
    /// <param name="count">Reports in the window.</param>
    protected abstract bool CanHold(AreaHistory history, int count, DateOnly day);

    /// <param name="counts">Reports on each day, the judged one last.</param>
    /// <param name="means">Reports expected on each; above 0.</param>
    /// <param name="count">Reports in the window.</param>
    protected abstract bool Holds(ReadOnlySpan<double> counts, ReadOnlySpan<double> means, int count);
}

/// <summary><see cref="Ewma"/>: holds while the average stands above the limit.</summary>
internal sealed class EwmaJudge(EwmaRule rule, KnownDistrict district) : ChartJudge(district)
{
    private readonly EwmaParameters parameters = rule.Parameters;

    protected override bool CanHold(AreaHistory history, int count, DateOnly day) => count >= rule.AtLeast;

    protected override bool Holds(ReadOnlySpan<double> counts, ReadOnlySpan<double> means, int count)
    {
        var (state, alarm) = (EwmaState.Start, false);
        for (var day = 0; day < counts.Length; day++)
        {
            (state, var answer) = Ewma.Next(state, counts[day], means[day], count, parameters);
            alarm = answer.Alarm;
        }

        return alarm;
    }
}

/// <summary><see cref="LikelihoodRatioCusum"/>: holds when the sum has passed the limit on the judged day or one of the six before.</summary>
/// <remarks>After an alarm the sum begins again at 0. On the judged day alone it would therefore never be seen to pass where reports become known a day late: the
/// day that they lie on is over by then.</remarks>
internal sealed class CusumJudge(CusumRule rule, KnownDistrict district) : ChartJudge(district)
{
    private const int AlarmDays = 7;

    private readonly LikelihoodRatioParameters parameters = rule.Parameters;

    // The sum falls on a day without reports, so it passes the limit on no such day.
    protected override bool CanHold(AreaHistory history, int count, DateOnly day) => history.CountReported(day.AddDays(1 - AlarmDays), day) > 0;

    protected override bool Holds(ReadOnlySpan<double> counts, ReadOnlySpan<double> means, int count)
    {
        var (sum, alarm) = (0.0, false);
        for (var day = 0; day < counts.Length; day++)
        {
            var answer = LikelihoodRatioCusum.Next(sum, counts[day], means[day], parameters);
            sum = answer.Statistic;
            alarm |= answer.Alarm && day >= counts.Length - AlarmDays;
        }

        return alarm;
    }
}
