using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary><see cref="FarringtonFlexible"/> every night, with as many earlier years as are known; less than one is nothing to compare with.</summary>
internal sealed class FarringtonJudge(FarringtonRule rule, KnownDistrict district) : WeeklyJudge(rule, district)
{
    private const int WeeksInYear = 52;

    private readonly FarringtonParameters parameters = new() { Alpha = rule.Alpha };
    private FarringtonBaseline? baseline;

    protected override bool Begin(DateOnly day, int known)
    {
        baseline = null;
        if (known < WeeksInYear)
            return false;
        var axis = SeriesAxis.Dated(Enumerable.Range(0, known).Select(week => day.AddDays(7 * (week - known + 1))), WeeksInYear);
        var years = FarringtonBaseline.YearsAvailable(axis, known - 1, parameters.HalfWindow, FarringtonRule.Years);
        if (years == 0)
            return false;
        baseline = FarringtonBaseline.Of(parameters with { YearsBack = years }, axis, known - 1);
        return true;
    }

    // With so few no bound is given.
    protected override bool CanHold(ReadOnlySpan<double> weeks)
    {
        var lately = 0.0;
        foreach (var recent in weeks[^parameters.CasesWithinWeeks..])
            lately += recent;
        return lately >= parameters.FewestCases;
    }

    protected override RuleAnswer Explain(ReadOnlySpan<double> weeks, int count)
    {
        var answer = FarringtonFlexible.Judge(baseline!, weeks);
        return RuleAnswer.Of(answer.IsAlarm, count) with { Expected = answer.Expected, Bound = answer.UpperBound, Luck = answer.PValue };
    }
}
