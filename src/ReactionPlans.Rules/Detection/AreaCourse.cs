using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>What a rule held one area against on one day, all of it in reports in the rule's own window, as known at the day's end.</summary>
/// <param name="Count">Reports in the window, a fraction where they are weighed.</param>
/// <param name="Expected">Null for rules that expect nothing, and where there is no history to expect from.</param>
/// <param name="Bound">Where the rule draws its line; null for rules that draw it elsewhere: at a chance or a score.</param>
public readonly record struct CourseDay(DateOnly Day, double Count, double? Expected, double? Bound);

/// <summary>Follows a rule through days that were judged long ago: the numbers that it held an area against, whether it held or not. The judge stores them only where it fired.</summary>
/// <remarks>Pure; the same judges as live, so a day comes to what the night saw. Of the rule alone: a season, a look-back or a cool-down moves no number.</remarks>
public static class AreaCourse
{
    /// <summary>Whether the rule can be followed: it counts the whole area in one window, and asking it every day costs next to nothing. A search for clusters does neither.</summary>
    public static bool Follows(Rule rule) =>
        rule is ThresholdRule or RatioRule or PooledRule or FarringtonRule or EarsRule or BayesRule or EwmaRule or CusumRule;

    /// <param name="district">What is known is moved forward by this; it stands at the last day afterwards.</param>
    /// <param name="area">The area's number.</param>
    /// <param name="days">Days with data, in order.</param>
    /// <exception cref="ArgumentException">The rule cannot be followed (<see cref="Follows"/>).</exception>
    public static IReadOnlyList<CourseDay> Of(Rule rule, KnownDistrict district, int area, IEnumerable<DateOnly> days)
    {
        if (!Follows(rule))
            throw new ArgumentException($"A rule of the kind {rule.Kind} cannot be followed.", nameof(rule));
        var judge = RuleJudge.Of(rule, district);
        var course = new List<CourseDay>();
        foreach (var day in days)
        {
            district.Known.AdvanceTo(day);
            judge.Begin(day);
            var answer = judge.Explain(area, day);
            course.Add(new CourseDay(day, answer.Count, RuleAnswer.Known(Expected(rule, district, area, answer)), RuleAnswer.Known(answer.Bound)));
        }

        return course;
    }

    /// <summary>A rule of several windows tells what it expects of the one that decided; here it is of the rule's own, so that the days can be held against one another.</summary>
    private static double Expected(Rule rule, KnownDistrict district, int area, RuleAnswer answer)
    {
        if (rule is not PooledRule)
            return answer.Expected;
        for (var window = 0; window < KnownDistrict.WindowDays.Count; window++)
        {
            if (KnownDistrict.WindowDays[window] == rule.WindowDays)
                return district.Expectation().Expected(area, window);
        }

        return double.NaN;
    }
}
