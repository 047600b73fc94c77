using System.Net.Http.Json;
using System.Text.Json;

namespace ReactionPlans.Flow.Delivery;

/// <summary>What answers over HTTP, and their absence, mean to every carrier that is asked that way.</summary>
internal static class HttpAnswers
{
    private sealed record Refused(string? Code);

    public static bool IsOfTheLine(Exception exception, CancellationToken stopping) =>
        exception is HttpRequestException or IOException || (exception is OperationCanceledException && !stopping.IsCancellationRequested); // its own time limit

    /// <summary>Only a line that was never there tells that a message cannot be at the other end.</summary>
    public static bool NeverLeft(Exception lost) =>
        lost is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    /// <summary>The carrier's own short code of why it refuses, else the status.</summary>
    public static async Task<string> ReasonOf(HttpResponseMessage response, CancellationToken stopping)
    {
        var usual = $"http-{(int)response.StatusCode}";
        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/problem+json"))
            return usual;
        try
        {
            return ShortCode.Of((await response.Content.ReadFromJsonAsync<Refused>(JsonSerializerOptions.Web, stopping))?.Code) ?? usual;
        }
        catch (JsonException)
        {
            return usual; // it has refused; how it says so is its own affair
        }
    }
}
