using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>A criterion's rule as a Dane says it, for everybody who is shown what was agreed.</summary>
public static class RuleText
{
    /// <summary>"mindst 5 indbrud på 7 dage".</summary>
    public static string Of(Criterion criterion) => Of(criterion.Rule, criterion.OffenceId)
        + (criterion.MaximumReportingDelayDays is { } days ? $", anmeldt højst {EvidenceText.Days(days)} efter" : "");

    private static string Of(Rule rule, string offence) => rule switch
    {
        ThresholdRule threshold => $"{AtLeast(threshold.AtLeast, offence)} på {EvidenceText.Days(threshold.WithinDays)}{CountedBy(threshold.CountBy)}"
            + (threshold.AtLeastByArea.Count > 0 ? " (egen grænse i nogle områder)" : ""),
        RatioRule ratio => $"mindst {Number(ratio.AtLeastTimes)} gange så mange {Many(offence)} på {EvidenceText.Days(ratio.WithinDays)} som i de samme uger af tidligere år"
            + (ratio.LuckAtMost < 1 ? $", og højst {Percent(ratio.LuckAtMost)} chance for så mange ved et tilfælde" : ""),
        PooledRule pooled => $"{AtLeast(pooled.AtLeast, offence)} på 3 til 21 dage, og højst {Percent(pooled.LuckAtMost)} chance for så mange ved et tilfælde",
        NearRepeatRule near => $"{AtLeast(near.AtLeast, offence)} inden for {Number(near.WithinMetres)} m og {EvidenceText.Days(near.WithinDays)}",
        LocalScanRule scan => $"{AtLeast(scan.AtLeast, offence)} omkring ét sted, hvor der plejer at være langt færre (styrke mindst {Number(scan.AtLeastScore)})",
        PermutationScanRule scan => $"en klynge på {AtLeast(scan.AtLeast, offence)} inden for højst {Number(scan.WithinMetres)} m og {EvidenceText.Days(scan.WithinDays)}, "
            + $"så stærk at et tilfælde højst giver den én gang på {EvidenceText.InAllAreas(scan.AtLeastRecurrenceDays)}",
        OutbreakRule outbreak => $"mindst {Percent(outbreak.ChanceAtLeast)} sandsynlighed for, at en bølge er begyndt, og {AtLeast(outbreak.AtLeast, offence)} på {EvidenceText.Days(outbreak.WindowDays!.Value)}",
        FarringtonRule farrington => $"flere {Many(offence)} på 7 dage, end de samme uger af tidligere år giver grund til (Farrington, {Percent(farrington.Alpha)})",
        EarsRule ears => $"flere {Many(offence)} på 7 dage, end de otte uger før giver grund til (EARS {ears.Method}, {Percent(ears.Alpha)})",
        BayesRule bayes => $"flere {Many(offence)} på 7 dage, end de seneste seks uger og de samme uger af to tidligere år giver grund til (Bayes, {Percent(bayes.Alpha)})",
        EwmaRule ewma => $"et glidende gennemsnit mindst {Number(ewma.Limit)} standardafvigelser over det forventede (EWMA, {Number(ewma.Lambda)}), og {AtLeast(ewma.AtLeast, offence)} på {EvidenceText.Days(ewma.WindowDays!.Value)}",
        CusumRule cusum => $"dag efter dag snarere {Number(cusum.RateRatio)} gange så mange {Many(offence)} som det forventede (CUSUM over {Number(cusum.Limit)})",
        RuleSet set => string.Join(set.All ? "; og samtidig " : "; eller ", set.Rules.Select(part => part is RuleSet ? $"({Of(part, offence)})" : Of(part, offence))),
        _ => throw new NotSupportedException(rule.GetType().Name),
    };

    private static string AtLeast(int reports, string offence) => $"mindst {DanishText.Number(reports)} {EvidenceText.Offence(offence, reports)}";

    private static string Many(string offence) => EvidenceText.Offence(offence, 2);

    private static string CountedBy(CountBy by) => by switch
    {
        CountBy.OccurredEnd => ", talt på den dag, hvor det senest kan være sket",
        CountBy.Aoristic => ", vægtet over den tid, hvor det kan være sket",
        _ => "",
    };

    private static string Number(double number) => DanishText.Number(number, 4);

    private static string Percent(double share) => $"{DanishText.Number(100 * share, 6)} %";
}
