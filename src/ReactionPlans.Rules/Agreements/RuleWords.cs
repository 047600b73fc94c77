using System.Globalization;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>A rule as a Dane says it, with every number it has: two rules that differ never read the same.</summary>
public static class RuleWords
{
    /// <summary>"mindst 5 indbrud på 7 dage".</summary>
    public static string Of(Rule rule, Offence offence) => rule switch
    {
        ThresholdRule threshold => Threshold(threshold, offence),
        RatioRule ratio =>
            $"mindst {Exact(ratio.AtLeastTimes)} gange så mange {offence.Several} på {Days(ratio.WithinDays)}, som der plejer at være"
            + (ratio.LuckAtMost < 1 ? $", når sandsynligheden for et tilfælde er højst {Percent(ratio.LuckAtMost)}" : ""),
        PooledRule pooled =>
            $"flere {offence.Several}, end der plejer at være i området på den tid af året: mindst {Count(pooled.AtLeast, offence)}, og højst {Percent(pooled.LuckAtMost)} sandsynlighed for et tilfælde",
        NearRepeatRule near => $"mindst {Count(near.AtLeast, offence)} inden for {Exact(near.WithinMetres)} meter og {Days(near.WithinDays)} af hinanden",
        LocalScanRule scan => $"mindst {Count(scan.AtLeast, offence)} samlet et sted i området med en score på mindst {Exact(scan.AtLeastScore)}",
        PermutationScanRule scan =>
            $"en klynge på mindst {Count(scan.AtLeast, offence)} inden for højst {Exact(scan.WithinMetres)} meter og {Days(scan.WithinDays)}, så stærk at et tilfælde højst giver den én gang på {Exact(scan.AtLeastRecurrenceDays)} dage i alle aftalens områder tilsammen",
        OutbreakRule outbreak =>
            $"mindst {Percent(outbreak.ChanceAtLeast)} sandsynlighed for, at en bølge er begyndt, og mindst {Count(outbreak.AtLeast, offence)} på {Days(outbreak.WindowDays ?? 0)} (der regnes med {Exact(outbreak.OutbreaksPerYear)} bølger om året)",
        FarringtonRule farrington => $"flere {offence.Several} på en uge end Farringtons grænse (niveau {Exact(farrington.Alpha)})",
        EarsRule ears => $"flere {offence.Several} på en uge end grænsen efter EARS {ears.Method} (niveau {Exact(ears.Alpha)})",
        BayesRule bayes => $"flere {offence.Several} på en uge, end de samme uger før lader vente (niveau {Exact(bayes.Alpha)})",
        EwmaRule ewma =>
            $"et glidende gennemsnit over det ventede: mindst {Count(ewma.AtLeast, offence)} på {Days(ewma.WindowDays ?? 0)}, grænse {Exact(ewma.Limit)} og vægt {Exact(ewma.Lambda)}",
        CusumRule cusum => $"en stigning til {Exact(cusum.RateRatio)} gange det ventede antal {offence.Several} (CUSUM, grænse {Exact(cusum.Limit)}, spredning {Exact(cusum.Dispersion)})",
        SeasonRule { DaysBefore: 0 } season => $"kalenderen: fra mandag til søndag i uge {season.Week}, uanset hvor mange {offence.Several} der er anmeldt",
        SeasonRule season => $"kalenderen: fra {Days(season.DaysBefore)} før uge {season.Week} til søndag i ugen, uanset hvor mange {offence.Several} der er anmeldt",
        RuleSet set => (set.All ? "alt dette: " : "mindst én af: ") + string.Join(set.All ? " og " : " eller ", set.Rules.Select(inner => inner is RuleSet ? $"[{Of(inner, offence)}]" : $"({Of(inner, offence)})")),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "A rule without words."),
    };

    /// <summary>"på 14 dage", "på 1 dag".</summary>
    public static string Days(int days) => days == 1 ? "1 dag" : $"{DanishText.Number(days)} dage";

    /// <summary>"5 indbrud".</summary>
    public static string Count(int count, Offence offence) => $"{DanishText.Number(count)} {offence.Word(count)}";

    /// <summary>Every decimal there is: rounding would make two agreements read the same.</summary>
    public static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>"0,1 %".</summary>
    public static string Percent(double share) => $"{Exact((double)(100 * (decimal)share))} %";

    /// <summary>How the reports of a threshold are counted.</summary>
    public static string Counted(CountBy by) => by switch
    {
        CountBy.OccurredEnd => "på den dag, hvor det senest kan være sket",
        CountBy.Aoristic => "fordelt over den tid, hvor det kan være sket",
        _ => "på den dag, hvor det er anmeldt",
    };

    private static string Threshold(ThresholdRule rule, Offence offence) =>
        $"mindst {Count(rule.AtLeast, offence)} på {Days(rule.WithinDays)}"
        + (rule.AtLeastByArea.Count == 0 ? "" : $" (i {string.Join(", ", rule.AtLeastByArea.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}"))})")
        + (rule.CountBy == CountBy.Reported ? "" : $", talt {Counted(rule.CountBy)}");
}
