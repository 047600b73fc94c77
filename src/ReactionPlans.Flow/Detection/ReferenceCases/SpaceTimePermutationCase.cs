using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>The prospective space-time permutation scan. Places are named by the case's own numbers.</summary>
internal static class SpaceTimePermutationCase
{
    public static JsonObject Run(JsonElement root)
    {
        var (locations, cases, parameters) = (root.Field("locations"), root.Field("cases"), root.Field("parameters"));
        var (names, x, y) = (locations.Integers("id"), locations.Numbers("x"), locations.Numbers("y"));
        var (places, days, counts) = (cases.Integers("location"), cases.Days("date"), cases.Integers("count"));
        if (names.Length != x.Length || x.Length != y.Length || places.Length != days.Length || days.Length != counts.Length)
            throw new CaseUnreadableException("the lists of 'locations' or of 'cases' are not as many");
        if (parameters.Integer("timeAggregationDays") != 1 || !parameters.Flag("windowEndsAtStudyEnd"))
            throw new CaseUnreadableException("only days, and windows that end with the study, can be scanned");

        var clusters = SpaceTimePermutationScan.Run(
            [.. x.Zip(y, (east, north) => new PlanePoint(east, north))],
            [.. places.Select((place, at) => new ScanCase(Array.IndexOf(names, place), days[at], counts[at]))],
            parameters.Day("startDate"),
            parameters.Day("endDate"),
            new SpaceTimePermutationParameters
            {
                MaximumRadiusMetres = parameters.Number("maximumRadius"),
                MaximumShare = parameters.Number("maximumSpatialSharePercentOfCases") / 100,
                MinimumDays = parameters.Integer("minimumDurationDays"),
                MaximumDays = parameters.Integer("maximumDurationDays"),
                MinimumReports = parameters.Integer("minimumCases"),
                Replications = parameters.Integer("monteCarloReplications"),
            });

        return new JsonObject
        {
            ["totalCases"] = counts.Sum(),
            ["clusters"] = new JsonArray([.. clusters.Select((cluster, at) => Write(cluster, at + 1, names))]),
        };
    }

    private static JsonObject Write(SpaceTimeCluster cluster, int rank, int[] names) => new()
    {
        ["rank"] = rank,
        ["centre"] = string.Create(CultureInfo.InvariantCulture, $"L{names[cluster.Centre]}"),
        ["radius"] = cluster.RadiusMetres,
        ["startDate"] = cluster.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["endDate"] = cluster.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["locations"] = CaseJson.Write(cluster.Locations.Select(place => names[place]).Order()),
        ["observed"] = cluster.Count,
        ["expected"] = cluster.Expected,
        ["observedOverExpected"] = cluster.Count / cluster.Expected,
        ["logLikelihoodRatio"] = cluster.Statistic,
        ["pvalueMonteCarlo"] = cluster.P,
        ["recurrenceIntervalDays"] = cluster.RecurrenceDays,
    };
}
