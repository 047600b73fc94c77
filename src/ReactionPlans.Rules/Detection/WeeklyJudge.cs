using MathNet.Numerics.Distributions;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>A detector of weekly counts, asked every night: seven-day sums, the last of which ends on the judged day, so no week has to be waited for.</summary>
/// <remarks>The sums are made anew from what is known now, so a day is judged alike whatever days were judged before it.</remarks>
internal abstract class WeeklyJudge(Rule rule, KnownDistrict district) : RuleJudge
{
    /// <summary>Each area's reports in the judged week.</summary>
    private readonly int[] counts = new int[district.Areas.Count];
    private double[] weeks = [];
    private bool ready;

    public override void Begin(DateOnly day)
    {
        var known = district.Days(rule.HistoryDays) / 7;
        if (weeks.Length != known)
            weeks = new double[known];
        ready = Begin(day, known);
        district.Known.CopyCounts(day.AddDays(-6), day, counts);
    }

    public override RuleAnswer Judge(int area, DateOnly day)
    {
        var count = counts[area];
        if (count <= NeverAbove || !ready)
            return RuleAnswer.Of(false, count);
        district.Known[area].CopyWeeks(day, weeks);
        return CanHold(weeks) ? Explain(weeks, count) : RuleAnswer.Of(false, count);
    }

    public override RuleAnswer Explain(int area, DateOnly day)
    {
        var count = counts[area];
        if (!ready)
            return RuleAnswer.Of(false, count);
        district.Known[area].CopyWeeks(day, weeks);
        return Explain(weeks, count);
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => district.Known[area].Between(day.AddDays(-6), day).ToArray();

    /// <summary>Reports in a week that are surely no rise; none are none, whatever the bound.</summary>
    protected virtual double NeverAbove => 0;

    /// <summary>False only where the rule certainly does not hold.</summary>
    protected virtual bool CanHold(ReadOnlySpan<double> weeks) => true;

    /// <summary>Once for each day.</summary>
    /// <param name="known">Whole weeks that are known, the judged one included.</param>
    /// <returns>False: they are too few, and the rule does not hold.</returns>
    protected abstract bool Begin(DateOnly day, int known);

    /// <param name="weeks">Reports in each known week, the judged one last.</param>
    /// <param name="count">Reports in the judged week.</param>
    protected abstract RuleAnswer Explain(ReadOnlySpan<double> weeks, int count);
}

/// <summary><see cref="Ears"/> every night.</summary>
internal sealed class EarsJudge(EarsRule rule, KnownDistrict district) : WeeklyJudge(rule, district)
{
    private readonly EarsParameters parameters = rule.Parameters;

    public override bool TakesLong => false;

    // The bound of C1 and C2 is mean + z s, and s is at least the least spread; C3's may lie lower.
    protected override double NeverAbove { get; } = rule.Method == EarsMethod.C3 ? 0 : Normal.InvCDF(0, 1, 1 - rule.Alpha) * rule.Parameters.MinSigma;

    protected override bool Begin(DateOnly day, int known) => known >= Ears.Needs(parameters);

    protected override RuleAnswer Explain(ReadOnlySpan<double> weeks, int count)
    {
        var answer = Ears.Judge(weeks, parameters);
        return RuleAnswer.Of(answer.Alarm, count) with { Expected = answer.Expected, Bound = answer.Bound };
    }
}

/// <summary><see cref="BayesPredictive"/> every night, with as many earlier years as are known; less than one is nothing to compare with.</summary>
internal sealed class BayesJudge(BayesRule rule, KnownDistrict district) : WeeklyJudge(rule, district)
{
    private BayesParameters parameters = rule.Parameters;

    protected override bool Begin(DateOnly day, int known)
    {
        var most = rule.Parameters;
        parameters = most with { Years = Math.Min(most.Years, (known - 1 - most.HalfWindow) / most.WeeksInYear) };
        return parameters.Years > 0;
    }

    protected override RuleAnswer Explain(ReadOnlySpan<double> weeks, int count)
    {
        var answer = BayesPredictive.Judge(weeks, parameters);
        return RuleAnswer.Of(answer.Alarm, count) with { Expected = answer.Expected, Bound = answer.Bound, Luck = answer.Statistic };
    }
}
