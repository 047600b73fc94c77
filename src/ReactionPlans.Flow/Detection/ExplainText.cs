using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection;

/// <summary>Why or why not, as a person says it: what was counted, what was missing, and what the state made of it.</summary>
public static class ExplainText
{
    /// <param name="whyNotJudged">Null: it was judged.</param>
    public static Phrase Sentence(CriterionExplained one, Criterion criterion, Offence offence, DateOnly day, string place, Problem? whyNotJudged)
    {
        if (criterion.Rule is SeasonRule season)
            return OfSeason(season, day) + Phrase.Same(" ") + After(one, criterion, day);
        var (number, word) = (Phrase.Number(one.Counted, 2), offence.InWords((int)Math.Ceiling(one.Counted)));
        var counted = EvidenceText.Counted(Phrase.Of($"{number} {word}", $"{number} {word}"), one.WindowDays, EvidenceText.Near(one.IsNear, one.RadiusMetres), place);
        return whyNotJudged is { } why
            ? counted + Phrase.Same(". ") + new Phrase(why.Danish, why.English)
            : counted + Against(one, criterion, offence) + Phrase.Same(". ") + After(one, criterion, day) + EvidenceText.TooLate(one.TooLate, criterion.MaximumReportingDelayDays) + StillToCome(one.StillToCome);
    }

    private static Phrase OfSeason(SeasonRule rule, DateOnly day) => rule.On(day) is { } season
        ? SeasonWords.Why(season)
        : Phrase.Of(
            $"Planen begynder efter kalenderen: {SeasonWords.Begins(rule)}. Den {day} ligger uden for den tid, fra da og til søndagen i ugen.",
            $"The plan begins by the calendar: {SeasonWords.Begins(rule)}. {day} lies outside that time, from then to the Sunday of the week.");

    private static Phrase Against(CriterionExplained one, Criterion criterion, Offence offence)
    {
        var usual = one.Expected is { } mean ? Phrase.Same("; ") + EvidenceText.UsualHere(mean, one.IsNear) : Phrase.None;
        var expected = usual + EvidenceText.Chance(one.OutbreakChance, offence);
        if (one.Holds)
        {
            return criterion.Rule is ThresholdRule ? Phrase.Of($"; grænsen er {one.Needed ?? 0}", $"; the limit is {one.Needed ?? 0}")
                : expected + EvidenceText.Luck(one.RecurrenceWeeks) + EvidenceText.Cluster(one.RecurrenceDays);
        }

        if (one.OutOfSeason is not null)
            return usual + Phrase.Of($"; dagen ligger uden for kriteriets sæson ({criterion.Season!.InWords})", $"; the day lies outside the criterion's season ({criterion.Season!.InWords})");
        if (!one.IsEnough)
        {
            var held = ExplainDay.CountsWholeWindow(criterion.Rule) ? InWholeWindow(one) : Phrase.None;
            return expected + Phrase.Of($"; {held}der skal {one.Needed ?? 0} til", $"; {held}{one.Needed ?? 0} are needed");
        }

        if (one.OneOfMany)
            return expected + new Phrase("; blandt så mange områder samme dag kan det være et tilfælde", "; among so many areas on the same day it may be luck");
        if (criterion.Rule is OutbreakRule outbreak && one.OutbreakChance < outbreak.ChanceAtLeast)
            return usual + EvidenceText.ChanceBelow(one.OutbreakChance.Value, outbreak.ChanceAtLeast, offence);
        if (criterion.Rule is PermutationScanRule scan)
            return Cluster(one, scan, expected);
        return expected + (one.RecurrenceWeeks is { } weeks ? TooOften(weeks) : new("; det er ikke nok efter kriteriet", "; that is not enough by the criterion"));
    }

    private static Phrase TooOften(double weeks)
    {
        var apart = weeks < 2 ? new("én uge eller to", "a week or two") : Phrase.Of($"{Phrase.Number(Recurrence.Told(weeks))} uger", $"{Phrase.Number(Recurrence.Told(weeks))} weeks");
        return Phrase.Of($"; så mange ses ved et tilfælde én gang på {apart}, og det er for ofte", $"; so many are seen by luck once in {apart}, and that is too often");
    }

    /// <summary>Only a cluster with a new report in it is told, and only in the area of its centre.</summary>
    private static Phrase Cluster(CriterionExplained one, PermutationScanRule scan, Phrase expected)
    {
        if (one.RecurrenceDays is not { } days)
            return new("; ingen klynge med en ny anmeldelse har sit midtpunkt her", "; no cluster with a new report in it has its centre here");
        var needed = Phrase.Days((int)Math.Ceiling(scan.AtLeastRecurrenceDays));
        return expected + Phrase.Of(
            $"; så stærk en klynge ses ved et tilfælde én gang på {EvidenceText.InAllAreas(days)}, og der skal mindst {needed} imellem",
            $"; so strong a cluster is seen by luck once in {EvidenceText.InAllAreas(days)}, and at least {needed} must lie between");
    }

    /// <summary>"på 14 dage er der 2, og ", where the sentence has told another number or window than the one that is too small.</summary>
    private static Phrase InWholeWindow(CriterionExplained one) => (one.Held, one.HeldDays) == (one.Counted, one.WindowDays)
        ? Phrase.None
        : Phrase.Of($"på {Phrase.Days(one.HeldDays)} er der {Phrase.Number(one.Held, 2)}, og ", $"in {Phrase.Days(one.HeldDays)} there are {Phrase.Number(one.Held, 2)}, and ");

    /// <summary>What came of it on the day.</summary>
    private static Phrase After(CriterionExplained one, Criterion criterion, DateOnly day)
    {
        if (one.NoData)
            return new("Der er ingen data for den dag, så den blev ikke bedømt.", "There are no data for that day, so it was not judged.");
        var watched = criterion.Level == CriterionLevel.Watch ? new(" Kriteriet vises kun og sætter intet i gang.", " The criterion is only shown and starts nothing.") : Phrase.None;
        return one.Stood switch
        {
            { State: "fired" } when !criterion.Rule.CountsReports => new Phrase("Planens tid er begyndt i området.", "The plan's time has begun in the area.") + watched,
            _ when !criterion.Rule.CountsReports => one.Holds
                ? new("Dagen er ikke bedømt endnu, eller den lå før, programmet begyndte.", "The day has not been judged yet, or it lay before the program began.")
                : new("Derfor ingen plan.", "Hence no plan."),
            { State: "fired", Since: { } since } when since == day => new Phrase("Det gav en stigning den dag.", "It gave a spike that day.") + watched,
            { State: "fired", Since: { } since } => Phrase.Of($"Der er allerede en åben stigning, fra den {since}.", $"There is already an open spike, from {since}.") + watched,
            { State: "cooling-down", Until: { } until } => Phrase.Of(
                $"Kriteriet køler af til og med den {until} og kan først give en ny stigning derefter.",
                $"The criterion is cooling down up to and including {until} and can give no new spike before then."),
            _ when !one.Holds => new("Derfor ingen stigning.", "Hence no spike."),
            _ when !Threshold.Holds(one.Held, criterion.MinimumReports) => Phrase.Of(
                $"{InWholeWindow(one)}der skal mindst {criterion.MinimumReports} anmeldelser til, så der kom ingen stigning.",
                $"{InWholeWindow(one)}at least {criterion.MinimumReports} reports are needed, so there was no spike.").Capital(),
            _ when one.DistrictWide => new(
                "Stigningen gælder hele kredsen, så kriteriet giver ingen stigning i det enkelte område.", "The rise is district-wide, so the criterion gives no spike in the single area."),
            _ when !one.HeldBefore => HeldNotBefore(criterion.HoldForDays),
            _ => new(
                "Betingelsen holdt, men der blev ikke åbnet en stigning den dag: dagen er ikke bedømt endnu, eller den lå før, programmet begyndte.",
                "The condition held, but no spike was opened that day: the day has not been judged yet, or it lay before the program began."),
        };
    }

    private static Phrase HeldNotBefore(int days) => days == 1
        ? new("Det skal også have gjaldt dagen med data før, så der kom ingen stigning.", "It must have held on the day with data before as well, so there was no spike.")
        : Phrase.Of($"Det skal også have gjaldt de {Phrase.Days(days)} med data før, så der kom ingen stigning.", $"It must have held on the {Phrase.Days(days)} with data before as well, so there was no spike.");

    private static Phrase StillToCome(double? expected) => expected is >= 0.05
        ? Phrase.Of($" Ventes endnu anmeldt: {Phrase.Number(expected.Value, 1)}; det er ikke talt med.", $" Still to come: {Phrase.Number(expected.Value, 1)}, not counted.")
        : Phrase.None;
}
