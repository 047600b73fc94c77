using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary><see cref="FarringtonFlexible"/> every night, on seven-day sums that end on the judged day: no week has to be waited for.</summary>
internal sealed class FarringtonJudge(FarringtonRule rule, KnownDistrict district) : RuleJudge
{
    private const int WeeksInYear = 52;

    private FarringtonBaseline? baseline;
    private int[] counts = [];
    private double[] weeks = [];

    public override void Begin(DateOnly day)
    {
        baseline = null;
        var known = district.Days(rule.HistoryDays) / 7;
        if (known < WeeksInYear)
            return; // less than a year: nothing to compare with
        var parameters = new FarringtonParameters { Alpha = rule.Alpha };
        var axis = SeriesAxis.Dated(Enumerable.Range(0, known).Select(week => day.AddDays(7 * (week - known + 1))), WeeksInYear);
        var years = FarringtonBaseline.YearsAvailable(axis, known - 1, parameters.HalfWindow, FarringtonRule.Years);
        if (years == 0)
            return;
        counts = new int[known * 7];
        weeks = new double[known];
        baseline = FarringtonBaseline.Of(parameters with { YearsBack = years }, axis, known - 1);
    }

    public override RuleAnswer Judge(int area, DateOnly day)
    {
        var count = district.Known[area].CountReported(day.AddDays(-6), day);
        if (count == 0 || baseline is null)
            return RuleAnswer.Of(false, count);

        district.Known[area].CopyCounts(day, counts);
        for (var week = 0; week < weeks.Length; week++)
        {
            var sum = 0;
            for (var at = week * 7; at < week * 7 + 7; at++)
                sum += counts[at];
            weeks[week] = sum;
        }

        var answer = FarringtonFlexible.Judge(baseline, weeks);
        return RuleAnswer.Of(answer.IsAlarm, count) with { Expected = answer.Expected, Bound = answer.UpperBound, Luck = answer.PValue };
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => district.Known[area].Between(day.AddDays(-6), day).ToArray();
}
