using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary><see cref="PooledNegativeBinomial"/> over what is known: the least likely of the windows that hold enough reports.</summary>
internal sealed class PooledJudge(PooledRule rule, KnownDistrict district) : RuleJudge
{
    /// <summary>For each count the mean above which it is no sign of anything, as far as asked (<see cref="PooledNegativeBinomial.MeanAbove"/>).</summary>
    private readonly List<double> meansAbove = [];

    /// <summary>Each area's reports in the rule's window.</summary>
    private readonly int[] counts = new int[district.Areas.Count];

    public override bool TakesLong => false;

    public override void Begin(DateOnly day) => district.Known.CopyCounts(day.AddDays(1 - rule.WindowDays!.Value), day, counts);

    public override RuleAnswer Judge(int area, DateOnly day)
    {
        var count = counts[area];
        return count >= rule.AtLeast && CanHold(district.Expectation(), area) ? Explain(area, day) : RuleAnswer.Of(false, count);
    }

    public override RuleAnswer Explain(int area, DateOnly day)
    {
        var model = district.Expectation();
        var best = new PooledFinding(0, 0, double.NaN, 1, false);
        for (var window = 0; window < KnownDistrict.WindowDays.Count; window++)
        {
            var next = model.Judge(area, window);
            if (next.Count >= rule.AtLeast && next.P < best.P)
                best = next;
        }

        var answer = RuleAnswer.Of(best.Count > 0 && best.P <= rule.LuckAtMost, counts[area]);
        return best.Count == 0 ? answer : answer with { Seen = best.Count, SeenDays = best.WindowDays, Expected = best.Expected, Luck = best.P };
    }

    private bool CanHold(PooledNegativeBinomial model, int area)
    {
        for (var window = 0; window < KnownDistrict.WindowDays.Count; window++)
        {
            var count = model.Count(area, window);
            if (count >= rule.AtLeast && !(model.Expected(area, window) > MeanAbove(count)))
                return true;
        }

        return false;
    }

    private double MeanAbove(int count)
    {
        while (meansAbove.Count <= count)
            meansAbove.Add(PooledNegativeBinomial.MeanAbove(Math.Max(1, meansAbove.Count), rule.LuckAtMost, KnownDistrict.Size));
        return meansAbove[count];
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day)
    {
        var answer = Judge(area, day);
        return district.Known[area].Between(day.AddDays(1 - Math.Max(1, answer.SeenDays)), day).ToArray();
    }
}
