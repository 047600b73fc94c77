using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>CUSUM as algo.cusum of R surveillance has it; the expected counts come with the case.</summary>
internal static class CusumCase
{
    public static JsonObject Run(JsonElement root)
    {
        var given = root.Field("parameters");
        var parameters = new CusumParameters
        {
            Transform = TransformOf(given.Text("trans")),
            Reference = given.Number("k"),
            Threshold = given.Number("h"),
            Dispersion = given.OptionalNumber("alpha") ?? 0,
            RestartAfterAlarm = given.TryGetProperty("reset", out _) && given.Flag("reset"),
        };
        var counts = root.JudgedCounts();
        var answers = new DetectorAnswer[counts.Length];
        Cusum.Run(counts, given.Numbers("m"), parameters, answers);
        return new JsonObject
        {
            ["cusum"] = CaseJson.Write(answers.Select(answer => answer.Statistic)),
            ["alarm"] = CaseJson.Write(answers.Select(answer => answer.Alarm)),
            ["upperbound"] = CaseJson.Write(answers.Select(answer => answer.Bound)),
        };
    }

    private static CusumTransform TransformOf(string name) => name switch
    {
        "standard" => CusumTransform.Standard,
        "rossi" => CusumTransform.Rossi,
        "anscombe" => CusumTransform.Anscombe,
        "anscombe2nd" => CusumTransform.AnscombeSecondOrder,
        "pearsonNegBin" => CusumTransform.PearsonNegativeBinomial,
        "none" => CusumTransform.None,
        _ => throw new CaseUnreadableException($"trans '{name}' is not standard, rossi, anscombe, anscombe2nd, pearsonNegBin or none"),
    };
}
