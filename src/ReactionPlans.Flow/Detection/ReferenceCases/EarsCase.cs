using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>EARS as earsC of R surveillance has it; C3 both as coded there (upperbound, alarm) and as documented (c3Statistic, manualUpperbound).</summary>
internal static class EarsCase
{
    public static JsonObject Run(JsonElement root)
    {
        var method = root.Field("parameters").Text("method") switch
        {
            "C1" => EarsMethod.C1,
            "C2" => EarsMethod.C2,
            "C3" => EarsMethod.C3AsCodedInR,
            var other => throw new CaseUnreadableException($"method '{other}' is not C1, C2 or C3"),
        };
        var answers = Judge(root, method);
        var result = new JsonObject
        {
            ["upperbound"] = CaseJson.Write(answers.Select(answer => answer.Bound)),
            ["alarm"] = CaseJson.Write(answers.Select(answer => answer.IsAnswer ? (bool?)answer.Alarm : null)),
        };
        if (method == EarsMethod.C3AsCodedInR)
        {
            var documented = Judge(root, EarsMethod.C3);
            result["c3Statistic"] = CaseJson.Write(documented.Select(answer => answer.Statistic));
            result["manualUpperbound"] = CaseJson.Write(documented.Select(answer => answer.Bound));
        }

        return result;
    }

    private static DetectorAnswer[] Judge(JsonElement root, EarsMethod method)
    {
        var given = root.Field("parameters");
        var parameters = new EarsParameters
        {
            Method = method,
            Baseline = given.Integer("baseline"),
            MinSigma = given.Number("minSigma"),
            Alpha = given.Number("alpha"),
        };
        var counts = root.Field("series").Numbers("observed");
        return [.. root.Range(counts.Length).Select(week => Ears.Judge(counts.AsSpan(0, week), parameters))];
    }
}
