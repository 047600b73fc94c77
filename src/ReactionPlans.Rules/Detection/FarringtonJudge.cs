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

    protected override RuleAnswer Judge(ReadOnlySpan<double> weeks, int count)
    {
        var lately = 0.0;
        foreach (var recent in weeks[^parameters.CasesWithinWeeks..])
            lately += recent;
        if (lately < parameters.FewestCases)
            return RuleAnswer.Of(false, count); // no bound is given, so none need be found

        var answer = FarringtonFlexible.Judge(baseline!, weeks);
        return RuleAnswer.Of(answer.IsAlarm, count) with { Expected = answer.Expected, Luck = answer.PValue };
    }
}
