using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Evidence as a Dane says it. From the evidence alone, so the sentence is the same whenever it is read.</summary>
public static class EvidenceText
{
    /// <summary>"13 indbrud på 7 dage i 8240; der plejer at være 2; så mange ses ved et tilfælde mindre end én gang på 1.000 uger."; with an agreed limit: "5 indbrud på 7 dage i
    /// 8240; grænsen er 5. Der plejer at være 1,2; ..."; of reports near one another: "5 indbrud på 7 dage tæt ved hinanden i 8240; der plejer på det sted at være under 0,1;
    /// sandsynligheden for, at en indbrudsbølge er begyndt, er 62 %.".</summary>
    /// <param name="place">What the area is called here.</param>
    /// <param name="offence">The offence where the evidence does not name it.</param>
    public static string Sentence(Evidence evidence, string place, string? offence = null)
    {
        if (evidence.Season is { } season)
            return SeasonWords.Why(season);
        var weight = evidence.Weight is { } sum ? $", der vejer {DanishText.Number(sum, 2)}," : "";
        var count = $"{DanishText.Number(evidence.Count)} {Offence(evidence, evidence.Count, offence)}{weight} på {Days(evidence.WindowDays)}{Near(evidence.IsNear, evidence.RadiusMetres)} i {place}";
        var usual = evidence.Expected is { } expected ? Usual(expected, evidence.IsNear ? " på det sted" : "")
            : evidence.Usual is { } mean ? Usual(mean, evidence.IsNear ? " i hele området" : "") : "";
        var luck = Luck(evidence.RecurrenceWeeks) + Cluster(evidence.RecurrenceDays) + Chance(evidence.OutbreakChance, Offence(evidence, 2, offence));
        var sentence = evidence.AtLeast is { } limit
            ? $"{count}; grænsen er {DanishText.Number(limit)}." + (usual.Length > 0 ? $" D{usual[1..]}{luck}." : "")
            : count + (usual.Length > 0 ? $"; {usual}{luck}." : ".");
        return sentence + TooLate(evidence.TooLate, evidence.MaximumReportingDelayDays);
    }

    /// <summary>"; så mange ses ved et tilfælde mindre end én gang på 1.000 uger"; nothing where it is seen oftener than every second week.</summary>
    public static string Luck(double? weeks) =>
        weeks is >= 2 ? $"; så mange ses ved et tilfælde mindre end én gang på {DanishText.Number(Recurrence.Told(weeks.Value))} uger" : "";

    /// <summary>"; så stærk en klynge ses ved et tilfælde kun én gang på 333 dage i alle aftalens områder tilsammen"; nothing where that was not asked.</summary>
    public static string Cluster(double? days) => days is { } apart ? $"; så stærk en klynge ses ved et tilfælde kun én gang på {InAllAreas(apart)}" : "";

    /// <summary>"333 dage i alle aftalens områder tilsammen", rounded down.</summary>
    public static string InAllAreas(double days) => $"{Days((int)(days * (1 + 1e-9)))} i alle aftalens områder tilsammen";

    /// <summary>"; sandsynligheden for, at en indbrudsbølge er begyndt, er 62 %"; nothing where it was not asked.</summary>
    /// <param name="several">What several of the offence are called.</param>
    public static string Chance(double? outbreak, string several) =>
        outbreak is { } chance ? $"; sandsynligheden for, at en {Wave(several)} er begyndt, er {Percent(chance)} %" : "";

    /// <summary>"; sandsynligheden for, at en indbrudsbølge er begyndt, er 29,9 %, og der skal mindst 30 % til". Rounded down, so that a chance just below the limit does not read as
    /// the limit.</summary>
    /// <param name="outbreak">Chance that an outbreak has begun, 0-1; below <paramref name="atLeast"/>.</param>
    /// <param name="several">What several of the offence are called.</param>
    public static string ChanceBelow(double outbreak, double atLeast, string several) =>
        $"; sandsynligheden for, at en {Wave(several)} er begyndt, er {(outbreak < 0.01 ? "under 1" : DanishText.Number(Math.Floor(1000 * outbreak) / 10, 1))} %, og der skal mindst {DanishText.Number(100 * atLeast, 4)} % til";

    /// <summary>" 2 er ikke talt med: de er anmeldt mere end 21 dage efter."; nothing where none was left out.</summary>
    public static string TooLate(int? tooLate, int? maximumDelayDays) => (tooLate, maximumDelayDays) is ({ } reports and > 0, { } most)
        ? $" {DanishText.Number(reports)} er ikke talt med: {(reports == 1 ? "den" : "de")} er anmeldt mere end {Days(most)} efter." : "";

    /// <summary>" tæt ved hinanden", where they are; " inden for 350 m" where a circle is drawn round them.</summary>
    public static string Near(bool isNear, double? radiusMetres = null) => radiusMetres switch
    {
        null => isNear ? " tæt ved hinanden" : "",
        0 => " på samme sted",
        { } metres => $" inden for {DanishText.Number(Math.Ceiling(metres))} m",
    };

    /// <summary>"der plejer på det sted at være under 0,1".</summary>
    public static string Usual(double mean, string where) => $"der plejer{where} at være {(mean is > 0 and < 0.05 ? "under 0,1" : DanishText.Number(mean, 1))}";

    private static string Percent(double share) => share switch
    {
        < 0.01 => "under 1",
        > 0.99 => "over 99",
        _ => DanishText.Number(100 * share),
    };

    /// <summary>The word that the evidence was stored with, or the usual one.</summary>
    /// <param name="offence">The offence where the evidence does not name it.</param>
    public static string Offence(Evidence evidence, int count, string? offence = null) =>
        new Offence(evidence.Offence ?? offence ?? "", [], Attempts: true, evidence.OffenceOne, evidence.OffenceSeveral).Word(count);

    /// <summary>"indbrudsbølge", and of other offences "bølge".</summary>
    public static string Wave(string several) => several == "indbrud" ? "indbrudsbølge" : "bølge";

    public static string Days(int days) => days == 1 ? "1 dag" : $"{DanishText.Number(days)} dage";
}
