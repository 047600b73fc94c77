using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>The numbers that made a rule answer as it did, for whoever wrote an example that comes out otherwise.</summary>
internal static class ExampleWords
{
    /// <summary>Of a threshold "4 anmeldelser, grænsen er 5"; of other rules their window, what was expected and the chance as well, as far as the rule asks for them.</summary>
    public static Phrase Of(RuleAnswer answer, Criterion criterion, string areaCode) => criterion.Rule is SeasonRule season
        ? Phrase.Of($"kalenderen afgør det: {SeasonWords.Begins(season)}, og til søndagen i ugen", $"the calendar decides: from {Phrase.Days(season.DaysBefore)} before week {season.Week} to the week's Sunday")
        : Phrase.Join(Phrase.Same("; "), Parts(answer, criterion, areaCode).OfType<Phrase>());

    private static IEnumerable<Phrase?> Parts(RuleAnswer answer, Criterion criterion, string areaCode)
    {
        var count = Number(double.IsNaN(answer.Seen) ? answer.Count : answer.Seen);
        var limit = Limit(answer, criterion.Rule, areaCode);
        if (criterion.Rule is ThresholdRule)
            yield return Phrase.Of($"{count} anmeldelser, grænsen er {Number(limit)}", $"{count} reports, the limit is {Number(limit)}");
        else
        {
            var days = answer.DaysTold(criterion.Rule);
            yield return Phrase.Of($"{count} anmeldelser på {days} dage", $"{count} reports in {days} days");
            yield return If(answer.Expected, number => Phrase.Of($"{number} var ventet", $"{number} were expected"));
            yield return If(limit, number => Phrase.Of($"grænsen er {number}", $"the limit is {number}"));
            yield return If(100 * answer.Luck, number => Phrase.Of($"chancen for et tilfælde er {number} %", $"the chance of luck is {number}%"));
            yield return If(answer.RecurrenceDays, number => Phrase.Of($"ved et tilfælde én gang på {number} dage", $"by luck once in {number} days"));
            yield return If(100 * answer.OutbreakChance, number => Phrase.Of($"chancen for en bølge er {number} %", $"the chance of an outbreak is {number}%"));
            yield return answer.Holds ? new("reglen er opfyldt", "the rule holds") : new("reglen er ikke opfyldt", "the rule does not hold");
        }

        if (answer.IsOutOfSeason)
            yield return Phrase.Of($"dagen ligger uden for sæsonen ({criterion.Season!.InWords})", $"the day lies outside the season ({criterion.Season!.InWords})");
        if (answer.IsOneOfMany)
            yield return new("blandt så mange områder kan det være et tilfælde", "among so many areas it may be luck");
    }

    private static Phrase? If(double number, Func<Phrase, Phrase> told) => double.IsFinite(number) ? told(Number(number)) : null;

    private static Phrase Number(double number) => Phrase.Number(number, 2);

    /// <summary>Where the rule draws its line, in reports; NaN for rules that draw it at a chance or a score.</summary>
    private static double Limit(RuleAnswer answer, Rule rule, string areaCode) => rule switch
    {
        ThresholdRule threshold => threshold.AtLeastIn(areaCode),
        NearRepeatRule near => near.AtLeast,
        _ => answer.Bound,
    };
}
