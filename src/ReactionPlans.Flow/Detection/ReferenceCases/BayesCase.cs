using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>algo.bayes of R surveillance: actY takes the last w weeks besides the earlier years.</summary>
internal static class BayesCase
{
    public static JsonObject Run(JsonElement root)
    {
        var given = root.Field("parameters");
        var parameters = new BayesParameters
        {
            Years = given.Integer("b"),
            HalfWindow = given.Integer("w"),
            RecentWeeks = given.Flag("actY") ? given.Integer("w") : 0,
            Alpha = given.Number("alpha"),
            WeeksInYear = root.Field("series").Integer("frequency"),
        };
        var counts = root.Field("series").Numbers("observed");
        DetectorAnswer[] answers = [.. root.Range(counts.Length).Select(week => BayesPredictive.Judge(counts.AsSpan(0, week), parameters))];
        return new JsonObject
        {
            ["upperbound"] = CaseJson.Write(answers.Select(answer => answer.Bound)),
            ["alarm"] = CaseJson.Write(answers.Select(answer => answer.IsAnswer ? (bool?)answer.Alarm : null)),
        };
    }
}
