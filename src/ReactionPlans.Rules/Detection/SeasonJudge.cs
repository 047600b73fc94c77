using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary><see cref="SeasonRule"/>: the same answer in every area, from the calendar alone.</summary>
internal sealed class SeasonJudge(SeasonRule rule) : RuleJudge
{
    private RuleAnswer answer;

    public override bool TakesLong => false;

    public override void Begin(DateOnly day) => answer = On(day);

    public override RuleAnswer Judge(int area, DateOnly day) => answer;

    public override RuleAnswer Explain(int area, DateOnly day) => On(day);

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) => [];

    /// <summary>The last day both holds and clears: a season ends with its Sunday, and one that fired on that very day ends with the day after.</summary>
    private RuleAnswer On(DateOnly day) => rule.On(day) is { } season ? new RuleAnswer(true, 0, day == season.Last) : RuleAnswer.Of(false, 0);
}
