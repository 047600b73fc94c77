using System.Net;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The table that the program's routes are held against: one line for a new one.</summary>
internal static class MatrixRoutes
{
    /// <summary>Opened by nobody's right: to sign in and out, to change the language, by a link or code that is a secret itself, and whether the program lives. None shows a case without its secret.</summary>
    public static readonly IReadOnlyList<string> Open =
        ["/Error", "/SignIn", "/SignOut", "/Language", "/p/{code}", "/Answer/{token}", "/Answer/Task/{token}", "/Answer/Nabo/{token}", "/Answer/End/{token}", "/health/live", "/health/ready"];

    /// <summary>Pages on which no cookie counts, so that no other site can make use of one: the address is the secret. A mail program sends the first one's form by itself (RFC 8058).</summary>
    public static readonly IReadOnlyList<string> OpenedByAddressAlone = ["/Answer/Nabo/{token}", "/Error"];

    /// <summary>For whoever is signed in, whatever they may.</summary>
    public static readonly IReadOnlyList<string> SignedIn = ["/Choose"];

    /// <summary>Routes that are read, the right that opens each, and an address of it in the own partnership.</summary>
    public static readonly (string Route, Right Right, string Address)[] Closed =
    [
        ("/", Right.SeeCounts, "/"),
        ("/Spikes/{id:guid}", Right.SeeCounts, $"/Spikes/{ConsoleScene.Decide}"),
        ("/Areas/{**code}", Right.SeeCounts, "/Areas/8240"),
        ("/Activations/{id:guid}", Right.SeeCounts, $"/Activations/{ConsoleScene.RunningPlan}"),
        ("/Stuck", Right.SeeOperation, "/Stuck"),
        ("/Reach/{id:guid}", Right.SeeResidents, $"/Reach/{ConsoleScene.RunningPlan}"),
        ("/Evaluations", Right.SeeCounts, "/Evaluations"),
        ("/Evaluations/{id:guid}", Right.SeeCounts, $"/Evaluations/{ConsoleScene.EndedPlan}"),
        ("/Register", Right.SeeRegister, "/Register"),
        ("/Register/Messages", Right.SeeRegister, "/Register/Messages"),
        ("/Stations", Right.SeeCounts, "/Stations"),
        ("/Stations/{id}", Right.SeeCounts, "/Stations/bus"),
        ("/Stations/Move/{id:guid}/{step}/{number:int}", Right.ConfirmStations, $"/Stations/Move/{ConsoleScene.RunningPlan}/station/1"),
        ("/Agreements", Right.SeeAgreement, "/Agreements"),
        ("/Agreements/Propose", Right.Agree, "/Agreements/Propose"),
        ("/Agreements/Numbers", Right.Agree, "/Agreements/Numbers"),
        ("/Agreements/{version:int}", Right.SeeAgreement, "/Agreements/1"),
        ("/Agreements/{version:int}/Plan", Right.SeeAgreement, "/Agreements/1/Plan"),
        ("/Templates", Right.SeeAgreement, "/Templates"),
        ("/Templates/{name}", Right.SeeAgreement, "/Templates/residents-burst"),
        ("/Exercise", Right.Rehearse, "/Exercise"),
        ("/Quarantine", Right.SeeQuarantine, "/Quarantine"),
        ("/Quarantine/{id:long}", Right.SeeQuarantine, "/Quarantine/1"),
        ("/AuditTrail", Right.SeeAudit, "/AuditTrail"),
        ("/National", Right.SeeAggregates, "/National"),
        ("/Administration", Right.AdministerAccounts, "/Administration"),
        ("/api/v1/spikes", Right.SeeCounts, "/api/v1/spikes"),
        ("/api/v1/activations", Right.SeeCounts, "/api/v1/activations"),
        ("/api/v1/activations/{id:guid}", Right.SeeCounts, $"/api/v1/activations/{ConsoleScene.RunningPlan}"),
        ("/api/v1/activations/{id:guid}/alert.cap.xml", Right.SeeCounts, $"/api/v1/activations/{ConsoleScene.RunningPlan}/alert.cap.xml"),
        ("/api/v1/alerts.cap.xml", Right.SeeCounts, "/api/v1/alerts.cap.xml"),
        ("/api/v1/events", Right.SeeCounts, "/api/v1/events"),
        ("/api/v1/stations/{id}/calendar.ics", Right.SeeCounts, "/api/v1/stations/bus/calendar.ics"),
    ];

    /// <summary>Routes that systems send to; an address of the own partnership.</summary>
    public static readonly (string Route, Right Right, string Address)[] Sent =
    [
        ("/api/v1/spikes/{id:guid}/{action}", Right.Decide, $"/api/v1/spikes/{ConsoleScene.Decide}/approve"),
        ("/api/v1/activations/{id:guid}/stop", Right.StopPlan, $"/api/v1/activations/{ConsoleScene.RunningPlan}/stop"),
    ];

    /// <summary>What is one partnership's by its id is not there for another; a version's number is each partnership's own.</summary>
    public static bool IsOfOnePartnership(string route) => route.Contains("{id:", StringComparison.Ordinal) || route == "/Areas/{**code}";

    /// <summary>Exercises are held where a host is for them.</summary>
    public static HttpStatusCode Answered(string address) => address == "/Exercise" ? HttpStatusCode.NotFound : HttpStatusCode.OK;
}
