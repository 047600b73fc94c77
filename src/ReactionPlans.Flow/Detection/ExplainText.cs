using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Why or why not, as a Dane says it: what was counted, what was missing, and what the state made of it.</summary>
internal static class ExplainText
{
    public static string Sentence(CriterionExplained one, Criterion criterion, Offence offence, DateOnly day, string place)
    {
        if (criterion.Rule is SeasonRule season)
            return $"{OfSeason(season, day)} {After(one, criterion, day)}";
        var counted = $"{DanishText.Number(one.Counted, 2)} {offence.Word((int)Math.Ceiling(one.Counted))} på {EvidenceText.Days(one.WindowDays)}{EvidenceText.Near(one.IsNear, one.RadiusMetres)} i {place}";
        if (one.WhyNotJudged is { } why)
            return $"{counted}. {why}";
        return $"{counted}{Against(one, criterion, offence)}. {After(one, criterion, day)}{EvidenceText.TooLate(one.TooLate, criterion.MaximumReportingDelayDays)}{StillToCome(one.StillToCome)}";
    }

    private static string OfSeason(SeasonRule rule, DateOnly day) => rule.On(day) is { } season
        ? SeasonWords.Why(season)
        : $"Planen begynder efter kalenderen: {SeasonWords.Begins(rule)}. Den {DanishText.Day(day)} ligger uden for den tid, fra da og til søndagen i ugen.";

    private static string Against(CriterionExplained one, Criterion criterion, Offence offence)
    {
        var usual = one.Expected is { } mean ? $"; {EvidenceText.Usual(mean, one.IsNear ? " på det sted" : "")}" : "";
        var expected = usual + EvidenceText.Chance(one.OutbreakChance, offence.Several);
        if (one.Holds)
            return criterion.Rule is ThresholdRule ? $"; grænsen er {DanishText.Number(one.Needed ?? 0)}" : expected + EvidenceText.Luck(one.RecurrenceWeeks) + EvidenceText.Cluster(one.RecurrenceDays);
        if (one.OutOfSeason is { } season)
            return $"{usual}; dagen ligger uden for kriteriets sæson ({season})";
        if (!one.IsEnough)
            return $"{expected}; {(ExplainDay.CountsWholeWindow(criterion.Rule) ? InWholeWindow(one) : "")}der skal {DanishText.Number(one.Needed ?? 0)} til";
        if (one.OneOfMany)
            return $"{expected}; blandt så mange områder samme dag kan det være et tilfælde";
        if (criterion.Rule is OutbreakRule outbreak && one.OutbreakChance < outbreak.ChanceAtLeast)
            return usual + EvidenceText.ChanceBelow(one.OutbreakChance.Value, outbreak.ChanceAtLeast, offence.Several);
        if (criterion.Rule is PermutationScanRule scan)
            return Cluster(one, scan, expected);
        return expected + (one.RecurrenceWeeks is { } weeks
            ? $"; så mange ses ved et tilfælde én gang på {(weeks < 2 ? "én uge eller to" : DanishText.Number(Recurrence.Told(weeks)) + " uger")}, og det er for ofte"
            : "; det er ikke nok efter kriteriet");
    }

    /// <summary>Only a cluster with a new report in it is told, and only in the area of its centre.</summary>
    private static string Cluster(CriterionExplained one, PermutationScanRule scan, string expected) => one.RecurrenceDays is { } days
        ? $"{expected}; så stærk en klynge ses ved et tilfælde én gang på {EvidenceText.InAllAreas(days)}, og der skal mindst {EvidenceText.Days((int)Math.Ceiling(scan.AtLeastRecurrenceDays))} imellem"
        : "; ingen klynge med en ny anmeldelse har sit midtpunkt her";

    /// <summary>"på 14 dage er der 2, og ", where the sentence has told another number or window than the one that is too small.</summary>
    private static string InWholeWindow(CriterionExplained one) =>
        (one.Held, one.HeldDays) == (one.Counted, one.WindowDays) ? "" : $"på {EvidenceText.Days(one.HeldDays)} er der {DanishText.Number(one.Held, 2)}, og ";

    /// <summary>What came of it on the day.</summary>
    private static string After(CriterionExplained one, Criterion criterion, DateOnly day)
    {
        if (one.NoData)
            return "Der er ingen data for den dag, så den blev ikke bedømt.";
        var watched = criterion.Level == CriterionLevel.Watch ? " Kriteriet vises kun og sætter intet i gang." : "";
        return one.Stood switch
        {
            { State: "fired" } when !criterion.Rule.CountsReports => "Planens tid er begyndt i området." + watched,
            _ when !criterion.Rule.CountsReports => one.Holds ? "Dagen er ikke bedømt endnu, eller den lå før, programmet begyndte." : "Derfor ingen plan.",
            { State: "fired", Since: { } since } when since == day => "Det gav en stigning den dag." + watched,
            { State: "fired", Since: { } since } => $"Der er allerede en åben stigning, fra den {DanishText.Day(since)}." + watched,
            { State: "cooling-down", Until: { } until } => $"Kriteriet køler af til og med den {DanishText.Day(until)} og kan først give en ny stigning derefter.",
            _ when !one.Holds => "Derfor ingen stigning.",
            _ when !Threshold.Holds(one.Held, criterion.MinimumReports) => TooFew(InWholeWindow(one), criterion.MinimumReports),
            _ when one.DistrictWide => "Stigningen gælder hele kredsen, så kriteriet giver ingen stigning i det enkelte område.",
            _ when !one.HeldBefore => $"Det skal også have gjaldt {(criterion.HoldForDays == 1 ? "dagen" : $"de {EvidenceText.Days(criterion.HoldForDays)}")} med data før, så der kom ingen stigning.",
            _ => "Betingelsen holdt, men der blev ikke åbnet en stigning den dag: dagen er ikke bedømt endnu, eller den lå før, programmet begyndte.",
        };
    }

    private static string TooFew(string held, int minimum) =>
        $"{(held.Length > 0 ? $"P{held[1..]}d" : "D")}er skal mindst {DanishText.Number(minimum)} anmeldelser til, så der kom ingen stigning.";

    private static string StillToCome(double? expected) =>
        expected is >= 0.05 ? $" Ventes endnu anmeldt: {DanishText.Number(expected.Value, 1)}; det er ikke talt med." : "";
}
