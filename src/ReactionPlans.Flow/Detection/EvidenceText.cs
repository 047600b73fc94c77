using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Evidence as a Dane says it. From the evidence alone, so the sentence is the same whenever it is read.</summary>
public static class EvidenceText
{
    /// <summary>"13 indbrud på 7 dage i 8240; der plejer at være 2; så mange ses ved et tilfælde mindre end én gang på 1.000 uger."; with an agreed limit: "5 indbrud på 7 dage i
    /// 8240; grænsen er 5. Der plejer at være 1,2; ...".</summary>
    /// <param name="place">What the area is called here.</param>
    /// <param name="offence">The offence where the evidence does not name it.</param>
    public static string Sentence(Evidence evidence, string place, string? offence = null)
    {
        var weight = evidence.Weight is { } sum ? $", der vejer {DanishText.Number(sum, 2)}," : "";
        var count = $"{DanishText.Number(evidence.Count)} {Offence(evidence.Offence ?? offence ?? "", evidence.Count)}{weight} på {Days(evidence.WindowDays)} i {place}";
        var usual = (evidence.Expected ?? evidence.Usual) is { } mean ? $"der plejer at være {Mean(mean)}" : "";
        var luck = Luck(evidence.RecurrenceWeeks);
        return evidence.AtLeast is { } limit
            ? $"{count}; grænsen er {DanishText.Number(limit)}." + (usual.Length > 0 ? $" D{usual[1..]}{luck}." : "")
            : count + (usual.Length > 0 ? $"; {usual}{luck}." : ".");
    }

    /// <summary>"; så mange ses ved et tilfælde mindre end én gang på 1.000 uger"; nothing where it is seen oftener than every second week.</summary>
    public static string Luck(double? weeks) =>
        weeks is >= 2 ? $"; så mange ses ved et tilfælde mindre end én gang på {DanishText.Number(Recurrence.Told(weeks.Value))} uger" : "";

    private static string Mean(double mean) => mean is > 0 and < 0.05 ? "under 0,1" : DanishText.Number(mean, 1);

    public static string Offence(string offence, int count) => offence switch
    {
        "residential-burglary" => "indbrud",
        _ => count == 1 ? "anmeldelse" : "anmeldelser",
    };

    public static string Days(int days) => days == 1 ? "1 dag" : $"{DanishText.Number(days)} dage";
}
