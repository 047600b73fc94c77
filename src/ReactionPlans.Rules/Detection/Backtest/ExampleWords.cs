using System.Globalization;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>The numbers that made a rule answer as it did, for whoever wrote an example that comes out otherwise.</summary>
internal static class ExampleWords
{
    /// <summary>Of a threshold "4 anmeldelser, grænsen er 5"; of other rules their window, what was expected and the chance as well, as far as the rule asks for them.</summary>
    public static Phrase Of(RuleAnswer answer, Criterion criterion, string areaCode) =>
        new(Join(answer, criterion, areaCode, danish: true), Join(answer, criterion, areaCode, danish: false));

    private static string Join(RuleAnswer answer, Criterion criterion, string areaCode, bool danish)
    {
        if (criterion.Rule is SeasonRule season)
            return danish ? $"kalenderen afgør det: {SeasonWords.Begins(season)}, og til søndagen i ugen" : $"the calendar decides: from {season.DaysBefore} days before week {season.Week} to the week's Sunday";
        var parts = new List<string>();
        var count = double.IsNaN(answer.Seen) ? answer.Count : answer.Seen;
        var limit = Limit(answer, criterion.Rule, areaCode);
        if (criterion.Rule is ThresholdRule)
            parts.Add(danish ? $"{Number(count)} anmeldelser, grænsen er {Number(limit)}" : $"{Number(count)} reports, the limit is {Number(limit)}");
        else
        {
            var days = answer.DaysTold(criterion.Rule);
            parts.Add(danish ? $"{Number(count)} anmeldelser på {days} dage" : $"{Number(count)} reports in {days} days");
            Add(answer.Expected, "{0} var ventet", "{0} were expected");
            Add(limit, "grænsen er {0}", "the limit is {0}");
            Add(100 * answer.Luck, "chancen for et tilfælde er {0} %", "the chance of luck is {0} %");
            Add(answer.RecurrenceDays, "ved et tilfælde én gang på {0} dage", "by luck once in {0} days");
            Add(100 * answer.OutbreakChance, "chancen for en bølge er {0} %", "the chance of an outbreak is {0} %");
            parts.Add(answer.Holds ? (danish ? "reglen er opfyldt" : "the rule holds") : (danish ? "reglen er ikke opfyldt" : "the rule does not hold"));
        }

        if (answer.IsOutOfSeason)
            parts.Add(danish ? $"dagen ligger uden for sæsonen ({criterion.Season})" : $"the day lies outside the season ({criterion.Season})");
        if (answer.IsOneOfMany)
            parts.Add(danish ? "blandt så mange områder kan det være et tilfælde" : "among so many areas it may be luck");
        return string.Join("; ", parts);

        void Add(double number, string inDanish, string inEnglish)
        {
            if (double.IsFinite(number))
                parts.Add(string.Format(CultureInfo.InvariantCulture, danish ? inDanish : inEnglish, Number(number)));
        }

        string Number(double number) => danish ? DanishText.Number(number, 2) : Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Where the rule draws its line, in reports; NaN for rules that draw it at a chance or a score.</summary>
    private static double Limit(RuleAnswer answer, Rule rule, string areaCode) => rule switch
    {
        ThresholdRule threshold => threshold.AtLeastIn(areaCode),
        NearRepeatRule near => near.AtLeast,
        _ => answer.Bound,
    };
}
