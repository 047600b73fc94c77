using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection;

/// <summary>Evidence as a person says it. From the evidence alone, so the sentence is the same whenever it is read.</summary>
public static class EvidenceText
{
    private static readonly Phrase ThatPlace = new(" på det sted", " in that place"), WholeArea = new(" i hele området", " in the whole area"), BelowOne = new("under 1", "below 1");

    /// <summary>"13 indbrud på 7 dage i 8240; der plejer at være 2; så mange ses ved et tilfælde mindre end én gang på 1.000 uger."; with an agreed limit: "5 indbrud på 7 dage i
    /// 8240; grænsen er 5. Der plejer at være 1,2; ..."; of reports near one another: "5 indbrud på 7 dage tæt ved hinanden i 8240; der plejer på det sted at være under 0,1;
    /// sandsynligheden for, at en indbrudsbølge er begyndt, er 62 %.".</summary>
    /// <param name="place">What the area is called here.</param>
    /// <param name="offence">The offence where the evidence does not name it.</param>
    public static Phrase Sentence(Evidence evidence, string place, string? offence = null)
    {
        if (evidence.Season is { } season)
            return SeasonWords.Why(season);
        var named = OffenceOf(evidence, offence);
        var weight = evidence.Weight is { } sum ? Phrase.Of($", der vejer {Phrase.Number(sum, 2)},", $", which weigh {Phrase.Number(sum, 2)},") : Phrase.None;
        var count = Counted(Phrase.Of($"{evidence.Count} {named.InWords(evidence.Count)}{weight}", $"{evidence.Count} {named.InWords(evidence.Count)}{weight}"), evidence.WindowDays, Near(evidence.IsNear, evidence.RadiusMetres), place);
        var usual = evidence.Expected is { } expected ? Usual(expected, evidence.IsNear ? ThatPlace : Phrase.None)
            : evidence.Usual is { } mean ? Usual(mean, evidence.IsNear ? WholeArea : Phrase.None) : null;
        var luck = Luck(evidence.RecurrenceWeeks) + Cluster(evidence.RecurrenceDays) + Chance(evidence.OutbreakChance, named) + Phrase.Same(".");
        var sentence = evidence.AtLeast is { } limit
            ? Phrase.Of($"{count}; grænsen er {limit}.", $"{count}; the limit is {limit}.") + (usual is null ? Phrase.None : Phrase.Same(" ") + usual.Capital() + luck)
            : count + (usual is null ? Phrase.Same(".") : Phrase.Same("; ") + usual + luck);
        return sentence + TooLate(evidence.TooLate, evidence.MaximumReportingDelayDays);
    }

    /// <summary>"13 indbrud på 7 dage tæt ved hinanden i 8240".</summary>
    public static Phrase Counted(Phrase reports, int days, Phrase near, string place) =>
        Phrase.Of($"{reports} på {Phrase.Days(days)}{near} i {place}", $"{reports} in {Phrase.Days(days)}{near} in {place}");

    /// <summary>"; så mange ses ved et tilfælde mindre end én gang på 1.000 uger"; nothing where it is seen oftener than every second week.</summary>
    public static Phrase Luck(double? weeks) => weeks is >= 2
        ? Phrase.Of(
            $"; så mange ses ved et tilfælde mindre end én gang på {Phrase.Number(Recurrence.Told(weeks.Value))} uger",
            $"; so many are seen by luck less than once in {Phrase.Number(Recurrence.Told(weeks.Value))} weeks")
        : Phrase.None;

    /// <summary>"; så stærk en klynge ses ved et tilfælde kun én gang på 333 dage i alle aftalens områder tilsammen"; nothing where that was not asked.</summary>
    public static Phrase Cluster(double? days) => days is { } apart
        ? Phrase.Of($"; så stærk en klynge ses ved et tilfælde kun én gang på {InAllAreas(apart)}", $"; so strong a cluster is seen by luck only once in {InAllAreas(apart)}")
        : Phrase.None;

    /// <summary>"333 dage i alle aftalens områder tilsammen", rounded down.</summary>
    public static Phrase InAllAreas(double days) => Phrase.Days((int)(days * (1 + 1e-9))) + new Phrase(" i alle aftalens områder tilsammen", " in all the agreement's areas together");

    /// <summary>"; sandsynligheden for, at en indbrudsbølge er begyndt, er 62 %"; nothing where it was not asked.</summary>
    public static Phrase Chance(double? outbreak, Offence offence) => outbreak is { } chance
        ? Phrase.Of($"; sandsynligheden for, at en {Wave(offence)} er begyndt, er {Percent(chance)} %", $"; the chance that an {Wave(offence)} has begun is {Percent(chance)}%")
        : Phrase.None;

    /// <summary>"; sandsynligheden for, at en indbrudsbølge er begyndt, er 29,9 %, og der skal mindst 30 % til". Rounded down, so that a chance just below the limit does not read as
    /// the limit.</summary>
    /// <param name="outbreak">Chance that an outbreak has begun, 0-1; below <paramref name="atLeast"/>.</param>
    public static Phrase ChanceBelow(double outbreak, double atLeast, Offence offence)
    {
        var (chance, needed) = (outbreak < 0.01 ? BelowOne : Phrase.Number(Math.Floor(1000 * outbreak) / 10, 1), Phrase.Number(100 * atLeast, 4));
        return Phrase.Of(
            $"; sandsynligheden for, at en {Wave(offence)} er begyndt, er {chance} %, og der skal mindst {needed} % til",
            $"; the chance that an {Wave(offence)} has begun is {chance}%, and at least {needed}% is needed");
    }

    /// <summary>" 2 er ikke talt med: de er anmeldt mere end 21 dage efter."; nothing where none was left out.</summary>
    public static Phrase TooLate(int? tooLate, int? maximumDelayDays) => (tooLate, maximumDelayDays) is ({ } reports and > 0, { } most)
        ? Phrase.Of(
            $" {reports} er ikke talt med: {(reports == 1 ? "den" : "de")} er anmeldt mere end {Phrase.Days(most)} efter.",
            $" {reports} {(reports == 1 ? "is not counted: it was" : "are not counted: they were")} reported more than {Phrase.Days(most)} after.")
        : Phrase.None;

    /// <summary>" tæt ved hinanden", where they are; " inden for 350 m" where a circle is drawn round them.</summary>
    public static Phrase Near(bool isNear, double? radiusMetres = null) => radiusMetres switch
    {
        null => isNear ? new(" tæt ved hinanden", " near one another") : Phrase.None,
        0 => new(" på samme sted", " in the same place"),
        { } metres => Phrase.Of($" inden for {Phrase.Number(Math.Ceiling(metres))} m", $" within {Phrase.Number(Math.Ceiling(metres))} m"),
    };

    /// <summary>"der plejer på det sted at være under 0,1".</summary>
    /// <param name="isPlace">The mean is of the place where the reports lie near one another.</param>
    public static Phrase UsualHere(double mean, bool isPlace) => Usual(mean, isPlace ? ThatPlace : Phrase.None);

    private static Phrase Usual(double mean, Phrase where)
    {
        var number = mean is > 0 and < 0.05 ? new("under 0,1", "fewer than 0.1") : Phrase.Number(mean, 1);
        return Phrase.Of($"der plejer{where} at være {number}", $"there are usually {number}{where}");
    }

    private static Phrase Percent(double share) => share switch
    {
        < 0.01 => BelowOne,
        > 0.99 => new("over 99", "above 99"),
        _ => Phrase.Number(100 * share),
    };

    /// <summary>With the word that the evidence was stored with, or the usual one.</summary>
    /// <param name="offence">The offence where the evidence does not name it.</param>
    public static Offence OffenceOf(Evidence evidence, string? offence = null) => new(evidence.Offence ?? offence ?? "", [], Attempts: true, evidence.OffenceOne, evidence.OffenceSeveral);

    /// <summary>"indbrudsbølge", and of other offences "bølge".</summary>
    public static Phrase Wave(Offence offence) => offence.Several == "indbrud" ? new("indbrudsbølge", "outbreak of burglaries") : new("bølge", "outbreak");
}
