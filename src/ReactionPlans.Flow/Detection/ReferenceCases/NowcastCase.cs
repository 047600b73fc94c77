using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>nowcast of R surveillance, method "lawless".</summary>
internal static class NowcastCase
{
    public static JsonObject Run(JsonElement root)
    {
        var given = root.Field("parameters");
        var parameters = new NowcastParameters { MaximumDelayDays = given.Integer("maxDelayDays"), WindowDays = given.Integer("movingWindowDays") };
        var (events, reported) = (root.Field("lineList").Days("eventDate"), root.Field("lineList").Days("reportDate"));
        if (events.Length != reported.Length)
            throw new CaseUnreadableException("'eventDate' and 'reportDate' have not the same length");
        DatedReport[] reports = [.. events.Zip(reported, (day, report) => new DatedReport(day, report))];

        var delays = DelayDistribution.Of(reports, given.Day("now"), given.Day("firstEventDate"), parameters);
        var days = Nowcast.Days(reports, given.Day("now"), delays, parameters);
        return new JsonObject
        {
            ["n_x"] = CaseJson.Write(delays.Reports),
            ["N_x"] = CaseJson.Write(delays.AtMost),
            ["delayCdf0toD"] = CaseJson.Write(delays.ShareKnown),
            ["lastDates"] = CaseJson.Write(days.Select(day => day.Day)),
            ["knownCount"] = CaseJson.Write(days.Select(day => day.Known)),
            ["nowcastMean"] = CaseJson.Write(days.Select(day => day.Estimate)),
        };
    }
}
