using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>Farrington Flexible over a range of a series; positions in the case are counted from 1.</summary>
internal static class FarringtonCase
{
    /// <summary>Baselines this empty end wherever the iteration stops: their values say nothing, their alarms do.</summary>
    private const double AlmostZero = 1e-6;

    public static JsonObject Run(JsonElement root)
    {
        var series = root.Field("series");
        var parameters = Parameters(root.Field("parameters"));
        var observed = series.Numbers("observed");
        var population = parameters.PopulationOffset ? series.Numbers("population") : [];
        var axis = series.Flag("epochAsDate")
            ? SeriesAxis.Dated(series.Days("epochs"), series.Integer("frequency"))
            : SeriesAxis.Numbered(observed.Length, series.Integer("frequency"));
        var answers = root.Integers("range").Select(week => FarringtonFlexible.Judge(parameters, axis, week - 1, observed, population)).ToList();

        return new JsonObject
        {
            ["upperbound"] = CaseJson.Write(answers.Select(answer => answer.UpperBound)),
            ["alarm"] = CaseJson.Write(answers.Select(answer => answer.IsAlarm)),
            ["expected"] = CaseJson.Write(answers.Select(answer => HasBound(answer) ? answer.Expected : double.NaN)),
            ["score"] = CaseJson.Write(answers.Select(answer => answer.Score)),
            ["pvalue"] = CaseJson.Write(answers.Select(answer => answer.PValue)),
            ["mu0"] = CaseJson.Write(answers.Select(answer => answer.PluggedMean)),
            ["phi"] = CaseJson.Write(answers.Select(answer => answer.Phi)),
            ["trendUsed"] = CaseJson.Write(answers.Select(answer => answer.TrendUsed)),
            ["trendCoefficient"] = CaseJson.Write(answers.Select(answer => answer.Trend)),
            ["irlsSensitive"] = CaseJson.Write(answers.Select(answer => HasBound(answer) && answer.Expected < AlmostZero)),
        };
    }

    private static bool HasBound(FarringtonAnswer answer) => answer.Silence == FarringtonSilence.None;

    private static FarringtonParameters Parameters(JsonElement given)
    {
        var limit = given.Integers("limit54");
        return new FarringtonParameters
        {
            YearsBack = given.Integer("b"),
            HalfWindow = given.Integer("w"),
            SeasonGroups = given.Integer("noPeriods"),
            PastWeeksNotIncluded = given.Integer("pastWeeksNotIncluded"),
            Reweight = given.Flag("reweight"),
            WeightsThreshold = given.Number("weightsThreshold"),
            Alpha = given.Number("alpha"),
            Trend = given.Flag("trend"),
            TrendPValueBelow = given.Number("pThresholdTrend"),
            FewestCases = limit.Length == 2 ? limit[0] : throw new CaseUnreadableException("'limit54' is not two numbers"),
            CasesWithinWeeks = limit[1],
            PopulationOffset = given.Flag("populationOffset"),
            Bound = given.Text("thresholdMethod") switch
            {
                "delta" => FarringtonBoundMethod.Delta,
                "nbPlugin" => FarringtonBoundMethod.NegativeBinomial,
                "muan" => FarringtonBoundMethod.NegativeBinomialAtUpperMean,
                var other => throw new CaseUnreadableException($"'thresholdMethod' {other} is not known"),
            },
            Transform = given.Text("powertrans") switch
            {
                "2/3" => FarringtonTransform.TwoThirds,
                "1/2" => FarringtonTransform.SquareRoot,
                "none" => FarringtonTransform.None,
                var other => throw new CaseUnreadableException($"'powertrans' {other} is not known"),
            },
        };
    }
}
