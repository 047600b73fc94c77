using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>algo.glrpois and algo.glrnb of R surveillance: with a given theta the likelihood ratio CUSUM, without one the generalised likelihood ratio.</summary>
internal static class GlrCase
{
    public static JsonObject Run(JsonElement root)
    {
        var given = root.Field("parameters");
        if (given.Text("change") != "intercept" || given.Text("dir") != "inc" || given.Text("ret") != "value")
            throw new CaseUnreadableException("only change 'intercept', dir 'inc' and ret 'value' are known");

        var answers = given.OptionalNumber("theta") is { } theta ? LikelihoodRatio(root, given, theta) : Generalised(root, given);
        return new JsonObject
        {
            ["statistic"] = CaseJson.Write(answers.Select(answer => answer.Statistic)),
            ["alarm"] = CaseJson.Write(answers.Select(answer => answer.Alarm)),
        };
    }

    private static DetectorAnswer[] LikelihoodRatio(JsonElement root, JsonElement given, double theta)
    {
        var parameters = new LikelihoodRatioParameters
        {
            LogRatio = theta,
            Threshold = given.Number("cARL"),
            Dispersion = given.OptionalNumber("alpha") ?? 0,
        };
        var counts = root.JudgedCounts();
        var answers = new DetectorAnswer[counts.Length];
        LikelihoodRatioCusum.Run(counts, given.Numbers("mu0"), parameters, answers);
        return answers;
    }

    private static DetectorAnswer[] Generalised(JsonElement root, JsonElement given)
    {
        var parameters = new GeneralisedLikelihoodRatioParameters
        {
            Threshold = given.Number("cARL"),
            Dispersion = given.OptionalNumber("alpha") ?? 0,
            Window = given.Integer("M") is var window and >= 0 ? window : null,
            ShortestRise = given.Integer("Mtilde"),
        };
        var counts = root.JudgedCounts();
        var answers = new GeneralisedLikelihoodRatioAnswer[counts.Length];
        GeneralisedLikelihoodRatio.Run(counts, given.Numbers("mu0"), parameters, answers);
        return [.. answers.Select(answer => answer.Answer)];
    }
}
