using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>What a rule says of one area at the end of one day, with the numbers that made it say so.</summary>
/// <param name="Holds">Whether the rule holds.</param>
/// <param name="Count">Reports in the rule's own window; what <c>minimumReports</c> is compared with.</param>
/// <param name="IsClear">Whether the clear condition holds.</param>
public readonly record struct RuleAnswer(bool Holds, double Count, bool IsClear)
{
    /// <summary>Reports that were to be expected in the window; NaN for rules that expect nothing.</summary>
    public double Expected { get; init; } = double.NaN;

    /// <summary>Chance of seeing this many by luck, 0-1; NaN for rules that do not ask it.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>The clear condition of every rule but the threshold: that it does not hold.</summary>
    public static RuleAnswer Of(bool holds, double count) => new(holds, count, !holds);
}

/// <summary>One rule over what is known: asked for every area of every day, in order of days. It keeps what the areas of a day share.</summary>
public abstract class RuleJudge
{
    /// <summary>Once for each day, before any area of it is asked and after what is known has been moved to its end.</summary>
    public virtual void Begin(DateOnly day)
    {
    }

    public abstract RuleAnswer Judge(int area, DateOnly day);

    /// <param name="areaCodes">The code of each area number.</param>
    /// <exception cref="NotSupportedException">A rule of a kind that is not known here.</exception>
    public static RuleJudge Of(Rule rule, KnownReports known, IReadOnlyList<string> areaCodes) => rule switch
    {
        ThresholdRule threshold => new ThresholdJudge(threshold, known, areaCodes),
        _ => throw new NotSupportedException(rule.GetType().Name),
    };
}

/// <summary><see cref="Threshold"/> over what is known.</summary>
internal sealed class ThresholdJudge(ThresholdRule rule, KnownReports known, IReadOnlyList<string> areaCodes) : RuleJudge
{
    private readonly int[] atLeast = [.. areaCodes.Select(rule.AtLeastIn)];

    public override RuleAnswer Judge(int area, DateOnly day)
    {
        var count = known[area].Count(rule.CountBy, day.AddDays(1 - rule.WithinDays), day);
        return new RuleAnswer(Threshold.Holds(count, atLeast[area]), count, Threshold.IsClear(count, atLeast[area]));
    }
}
