using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>Each event as the newest of a near-repeat cluster. Events are numbered from 1.</summary>
internal static class NearRepeatCase
{
    public static JsonObject Run(JsonElement root)
    {
        var (events, parameters) = (root.Field("events"), root.Field("parameters"));
        var (x, y, time) = (events.Numbers("x"), events.Numbers("y"), events.Times("time"));
        if (x.Length != y.Length || x.Length != time.Length)
            throw new CaseUnreadableException("'x', 'y' and 'time' are not as many");

        var search = new NearRepeatSearch(x.Select((east, at) => DatedPlace.At(east, y[at], time[at])), new NearRepeatParameters
        {
            MinimumReports = parameters.Integer("minimumEvents"),
            RadiusMetres = parameters.Number("radiusMetres"),
            WindowDays = parameters.Number("windowDays"),
        });
        var clusters = Enumerable.Range(0, x.Length).Select(search.At).OfType<NearRepeatCluster>().ToList();

        return new JsonObject
        {
            ["countAtAnchor"] = CaseJson.Write(Enumerable.Range(0, x.Length).Select(search.CountAt)),
            ["alertEvents"] = CaseJson.Write(clusters.Select(cluster => cluster.Anchor + 1)),
            ["alertMembers"] = new JsonArray([.. clusters.Select(cluster => CaseJson.Write(cluster.Members.Select(member => member + 1)))]),
        };
    }
}
