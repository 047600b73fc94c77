using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>Pairs of burglaries by space and time.</summary>
internal static class KnoxCase
{
    public static JsonObject Run(JsonElement root)
    {
        var (events, parameters) = (root.Field("events"), root.Field("parameters"));
        var (x, y) = (events.Numbers("x"), events.Numbers("y"));
        if (x.Length != y.Length)
            throw new CaseUnreadableException("'x' and 'y' are not as many");
        var space = BandsOf(parameters, "spatial");
        var time = BandsOf(parameters, "temporal");

        var table = Knox.Count([.. x.Zip(y, (east, north) => new PlanePoint(east, north))], events.Times("time"), new KnoxParameters
        {
            Space = space,
            Time = time,
            Distance = parameters.Text("distance") switch
            {
                "euclidean" => DistanceKind.Euclidean,
                "manhattan" => DistanceKind.Manhattan,
                var other => throw new CaseUnreadableException($"'distance' is {other}, not euclidean or manhattan"),
            },
        });

        return new JsonObject
        {
            ["spatialBandLabels"] = Names(space),
            ["temporalBandLabels"] = Names(time),
            ["observed"] = Rows(table.Observed, row => CaseJson.Write(row.Select(pairs => (double)pairs))),
            ["spatialPairTotals"] = CaseJson.Write(table.SpaceTotals.Select(pairs => (double)pairs)),
            ["temporalPairTotals"] = CaseJson.Write(table.TimeTotals.Select(pairs => (double)pairs)),
            ["totalPairs"] = table.Pairs,
            ["permutationExpectedExact"] = Rows(table.Expected, CaseJson.Write),
            ["knoxRatioExact"] = Rows(table.Ratio, CaseJson.Write),
            ["pvalue"] = Rows(table.P, CaseJson.Write),
        };
    }

    /// <summary>Times as day numbers or as dates, in days from one origin.</summary>
    internal static double[] Times(this JsonElement events, string name) =>
        events.Field(name) is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String)
            ? [.. events.Days(name).Select(day => (double)day.DayNumber)]
            : events.Numbers(name);

    private static Bands BandsOf(JsonElement parameters, string kind) =>
        new(parameters.Numbers($"{kind}Breaks"), parameters.Flag($"{kind}Right"), parameters.Flag($"{kind}IncludeLowest"));

    private static JsonArray Names(Bands bands) => [.. Enumerable.Range(0, bands.Count).Select(band => (JsonNode)JsonValue.Create(bands.NameOf(band)))];

    private static JsonArray Rows<T>(T[][] rows, Func<IEnumerable<T>, JsonArray> write) => [.. rows.Select(row => (JsonNode)write(row))];
}
