using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Why or why not, as a Dane says it: what was counted, what was missing, and what the state made of it.</summary>
internal static class ExplainText
{
    public static string Sentence(CriterionExplained one, Criterion criterion, DateOnly day, string place)
    {
        var counted = $"{DanishText.Number(one.Counted, 2)} {EvidenceText.Offence(criterion.OffenceId, (int)Math.Ceiling(one.Counted))} på {EvidenceText.Days(one.WindowDays)}{EvidenceText.Near(one.IsNear)} i {place}";
        return $"{counted}{Against(one, criterion)}. {After(one, criterion, day)}{StillToCome(one.StillToCome)}";
    }

    private static string Against(CriterionExplained one, Criterion criterion)
    {
        var expected = (one.Expected is { } mean ? $"; {EvidenceText.Usual(mean, one.IsNear ? " på det sted" : "")}" : "") + EvidenceText.Chance(one.OutbreakChance);
        if (one.Holds)
            return criterion.Rule is ThresholdRule ? $"; grænsen er {DanishText.Number(one.Needed ?? 0)}" : expected + EvidenceText.Luck(one.RecurrenceWeeks);
        if (one.Needed is { } needed && !Threshold.Holds(one.Counted, needed))
            return $"{expected}; der skal {DanishText.Number(needed)} til";
        if (one.OneOfMany)
            return $"{expected}; blandt så mange områder samme dag kan det være et tilfælde";
        return expected + (one.RecurrenceWeeks is { } weeks
            ? $"; så mange ses ved et tilfælde én gang på {(weeks < 2 ? "én uge eller to" : DanishText.Number(Recurrence.Told(weeks)) + " uger")}, og det er for ofte"
            : "; det er ikke nok efter kriteriet");
    }

    /// <summary>What came of it on the day.</summary>
    private static string After(CriterionExplained one, Criterion criterion, DateOnly day)
    {
        if (one.NoData)
            return "Der er ingen data for den dag, så den blev ikke bedømt.";
        var watched = criterion.Level == CriterionLevel.Watch ? " Kriteriet vises kun og sætter intet i gang." : "";
        return one.Stood switch
        {
            { State: "fired", Since: { } since } when since == day => "Det gav en stigning den dag." + watched,
            { State: "fired", Since: { } since } => $"Der er allerede en åben stigning, fra den {DanishText.Day(since)}." + watched,
            { State: "cooling-down", Until: { } until } => $"Kriteriet køler af til og med den {DanishText.Day(until)} og kan først give en ny stigning derefter.",
            _ when !one.Holds => "Derfor ingen stigning.",
            _ when !Threshold.Holds(one.Counted, criterion.MinimumReports) => $"Der skal mindst {DanishText.Number(criterion.MinimumReports)} anmeldelser til, så der kom ingen stigning.",
            _ when one.DistrictWide => "Stigningen gælder hele kredsen, så kriteriet giver ingen stigning i det enkelte område.",
            _ when !one.HeldBefore => $"Det skal også have gjaldt de {EvidenceText.Days(criterion.HoldForDays)} med data før, så der kom ingen stigning.",
            _ => "Betingelsen holdt, men der blev ikke åbnet en stigning den dag: dagen er ikke bedømt endnu, eller den lå før, programmet begyndte.",
        };
    }

    private static string StillToCome(double? expected) =>
        expected is >= 0.05 ? $" Ventes endnu anmeldt: {DanishText.Number(expected.Value, 1)}; det er ikke talt med." : "";
}
