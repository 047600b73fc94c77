using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ReactionPlans.Flow.Delivery;

/// <summary>What answers over HTTP, and their absence, mean to every carrier that is asked that way.</summary>
internal static class HttpAnswers
{
    private sealed record Refused(string? Code);

    /// <summary>One answer for each message, in their order; so many on their way at once.</summary>
    public static async Task<IReadOnlyList<CarrierAnswer>> Each(
        IReadOnlyList<OutgoingMessage> messages, int parallel, Func<OutgoingMessage, CancellationToken, Task<CarrierAnswer>> one, CancellationToken stopping)
    {
        var answers = new CarrierAnswer[messages.Count];
        await Parallel.ForAsync(0, messages.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = stopping }, async (index, token) =>
            answers[index] = await one(messages[index], token));
        return answers;
    }

    /// <summary>What became of a message that was given over: an answer that does not come leaves it open whether it is there.</summary>
    public static async Task<CarrierAnswer> Sent(
        Guid id, Func<Task<HttpResponseMessage>> call, Func<HttpResponseMessage, Task<CarrierAnswer>> translate, CancellationToken stopping)
    {
        try
        {
            using var response = await call();
            return await translate(response);
        }
        catch (Exception lost) when (IsOfTheLine(lost, stopping))
        {
            return NeverLeft(lost) ? new CarrierAnswer(id, CarrierOutcome.NotNow, "no-connection") : new CarrierAnswer(id, CarrierOutcome.Unknown, CarrierAnswer.NoAnswer);
        }
    }

    /// <summary>Whether a message is there: 404, and only that, says that it is not.</summary>
    public static async Task<CarrierAnswer> Asked(Guid id, Func<Task<HttpResponseMessage>> call, CancellationToken stopping)
    {
        try
        {
            using var response = await call();
            return response.StatusCode == HttpStatusCode.NotFound
                ? new CarrierAnswer(id, CarrierOutcome.Unknown)
                : response.IsSuccessStatusCode ? new CarrierAnswer(id, CarrierOutcome.Accepted)
                : new CarrierAnswer(id, CarrierOutcome.NotNow, $"http-{(int)response.StatusCode}");
        }
        catch (Exception lost) when (IsOfTheLine(lost, stopping))
        {
            return new CarrierAnswer(id, CarrierOutcome.NotNow, "no-connection");
        }
    }

    private static bool IsOfTheLine(Exception exception, CancellationToken stopping) =>
        exception is HttpRequestException or IOException || (exception is OperationCanceledException && !stopping.IsCancellationRequested); // its own time limit

    /// <summary>Only a line that was never there tells that a message cannot be at the other end.</summary>
    private static bool NeverLeft(Exception lost) =>
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
