using System.Globalization;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Agreements;

/// <summary>A rule as people say it, with every number it has: two rules that differ never read the same.</summary>
public static class RuleWords
{
    /// <summary>"mindst 5 indbrud på 7 dage".</summary>
    public static Phrase Of(Rule rule, Offence offence)
    {
        var several = offence.InWords(2);
        return rule switch
        {
            ThresholdRule threshold => Threshold(threshold, offence),
            RatioRule ratio => Ratio(ratio, several),
            PooledRule pooled => Phrase.Of(
                $"flere {several}, end der plejer at være i området på den tid af året: mindst {Count(pooled.AtLeast, offence)}, og højst {Percent(pooled.LuckAtMost)} sandsynlighed for et tilfælde",
                $"more {several} than usual in the area at that time of the year: at least {Count(pooled.AtLeast, offence)}, and a chance of luck of at most {Percent(pooled.LuckAtMost)}"),
            NearRepeatRule near => Phrase.Of(
                $"mindst {Count(near.AtLeast, offence)} inden for {Exact(near.WithinMetres)} meter og {Phrase.Days(near.WithinDays)} af hinanden",
                $"at least {Count(near.AtLeast, offence)} within {Exact(near.WithinMetres)} metres and {Phrase.Days(near.WithinDays)} of one another"),
            LocalScanRule scan => Phrase.Of(
                $"mindst {Count(scan.AtLeast, offence)} samlet et sted i området med en score på mindst {Exact(scan.AtLeastScore)}",
                $"at least {Count(scan.AtLeast, offence)} gathered in one place in the area with a score of at least {Exact(scan.AtLeastScore)}"),
            PermutationScanRule scan => Phrase.Of(
                $"en klynge på mindst {Count(scan.AtLeast, offence)} inden for højst {Exact(scan.WithinMetres)} meter og {Phrase.Days(scan.WithinDays)}, så stærk at et tilfælde højst giver den én gang på {Exact(scan.AtLeastRecurrenceDays)} dage i alle aftalens områder tilsammen",
                $"a cluster of at least {Count(scan.AtLeast, offence)} within at most {Exact(scan.WithinMetres)} metres and {Phrase.Days(scan.WithinDays)}, so strong that luck gives it at most once in {Exact(scan.AtLeastRecurrenceDays)} days in all the agreement's areas together"),
            OutbreakRule outbreak => Phrase.Of(
                $"mindst {Percent(outbreak.ChanceAtLeast)} sandsynlighed for, at en bølge er begyndt, og mindst {Count(outbreak.AtLeast, offence)} på {Phrase.Days(outbreak.WindowDays ?? 0)} (der regnes med {Exact(outbreak.OutbreaksPerYear)} bølger om året)",
                $"a chance of at least {Percent(outbreak.ChanceAtLeast)} that an outbreak has begun, and at least {Count(outbreak.AtLeast, offence)} in {Phrase.Days(outbreak.WindowDays ?? 0)} (assuming {Exact(outbreak.OutbreaksPerYear)} {(outbreak.OutbreaksPerYear == 1 ? "outbreak" : "outbreaks")} a year)"),
            FarringtonRule farrington => Phrase.Of(
                $"flere {several} på en uge end Farringtons grænse (niveau {Exact(farrington.Alpha)})",
                $"more {several} in a week than Farrington's limit (level {Exact(farrington.Alpha)})"),
            EarsRule ears => Phrase.Of(
                $"flere {several} på en uge end grænsen efter EARS {ears.Method.ToString()} (niveau {Exact(ears.Alpha)})",
                $"more {several} in a week than the limit of EARS {ears.Method.ToString()} (level {Exact(ears.Alpha)})"),
            BayesRule bayes => Phrase.Of(
                $"flere {several} på en uge, end de samme uger før lader vente (niveau {Exact(bayes.Alpha)})",
                $"more {several} in a week than the same weeks before give reason to expect (level {Exact(bayes.Alpha)})"),
            EwmaRule ewma => Phrase.Of(
                $"et glidende gennemsnit over det ventede: mindst {Count(ewma.AtLeast, offence)} på {Phrase.Days(ewma.WindowDays ?? 0)}, grænse {Exact(ewma.Limit)} og vægt {Exact(ewma.Lambda)}",
                $"a moving average above what is expected: at least {Count(ewma.AtLeast, offence)} in {Phrase.Days(ewma.WindowDays ?? 0)}, limit {Exact(ewma.Limit)} and weight {Exact(ewma.Lambda)}"),
            CusumRule cusum => Phrase.Of(
                $"en stigning til {Exact(cusum.RateRatio)} gange det ventede antal {several} (CUSUM, grænse {Exact(cusum.Limit)}, spredning {Exact(cusum.Dispersion)})",
                $"a rise to {Exact(cusum.RateRatio)} times the expected number of {several} (CUSUM, limit {Exact(cusum.Limit)}, dispersion {Exact(cusum.Dispersion)})"),
            SeasonRule { DaysBefore: 0 } season => Phrase.Of(
                $"kalenderen: fra mandag til søndag i uge {season.Week}, uanset hvor mange {several} der er anmeldt",
                $"the calendar: from Monday to Sunday in week {season.Week}, however many {several} have come in"),
            SeasonRule season => Phrase.Of(
                $"kalenderen: fra {Phrase.Days(season.DaysBefore)} før uge {season.Week} til søndag i ugen, uanset hvor mange {several} der er anmeldt",
                $"the calendar: from {Phrase.Days(season.DaysBefore)} before week {season.Week} to the Sunday of that week, however many {several} have come in"),
            RuleSet set => Set(set, offence),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "A rule without words."),
        };
    }

    /// <summary>"5 indbrud".</summary>
    public static Phrase Count(int count, Offence offence) => Phrase.Of($"{count} {offence.InWords(count)}", $"{count} {offence.InWords(count)}");

    /// <summary>Every decimal there is: rounding would make two agreements read the same.</summary>
    public static Phrase Exact(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return new(text.Replace('.', ','), text);
    }

    /// <summary>"0,1 %" and "0.1%".</summary>
    public static Phrase Percent(double share)
    {
        var exact = Exact((double)(100 * (decimal)share));
        return Phrase.Of($"{exact} %", $"{exact}%");
    }

    /// <summary>How the reports of a threshold are counted.</summary>
    public static Phrase Counted(CountBy by) => by switch
    {
        CountBy.OccurredEnd => new("på den dag, hvor det senest kan være sket", "on the last day on which it can have happened"),
        CountBy.Aoristic => new("fordelt over den tid, hvor det kan være sket", "spread over the time in which it can have happened"),
        _ => new("på den dag, hvor det er anmeldt", "on the day on which it was reported"),
    };

    private static Phrase Threshold(ThresholdRule rule, Offence offence)
    {
        var limit = Phrase.Of($"mindst {Count(rule.AtLeast, offence)} på {Phrase.Days(rule.WithinDays)}", $"at least {Count(rule.AtLeast, offence)} in {Phrase.Days(rule.WithinDays)}");
        var areas = string.Join(", ", rule.AtLeastByArea.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}"));
        return limit + (areas.Length == 0 ? Phrase.None : Phrase.Of($" (i {areas})", $" (in {areas})"))
            + (rule.CountBy == CountBy.Reported ? Phrase.None : Phrase.Of($", talt {Counted(rule.CountBy)}", $", counted {Counted(rule.CountBy)}"));
    }

    private static Phrase Ratio(RatioRule rule, Phrase several) =>
        Phrase.Of(
            $"mindst {Exact(rule.AtLeastTimes)} gange så mange {several} på {Phrase.Days(rule.WithinDays)}, som der plejer at være",
            $"at least {Exact(rule.AtLeastTimes)} times as many {several} in {Phrase.Days(rule.WithinDays)} as usual")
        + (rule.LuckAtMost < 1
            ? Phrase.Of($", når sandsynligheden for et tilfælde er højst {Percent(rule.LuckAtMost)}", $", when the chance of luck is at most {Percent(rule.LuckAtMost)}")
            : Phrase.None);

    private static Phrase Set(RuleSet set, Offence offence)
    {
        var rules = set.Rules.Select(inner => inner is RuleSet ? Phrase.Of($"[{Of(inner, offence)}]", $"[{Of(inner, offence)}]") : Phrase.Of($"({Of(inner, offence)})", $"({Of(inner, offence)})"));
        return set.All
            ? new Phrase("alt dette: ", "all of these: ") + Phrase.Join(new(" og ", " and "), rules)
            : new Phrase("mindst én af: ", "at least one of: ") + Phrase.Join(new(" eller ", " or "), rules);
    }
}
