using System.Net.Http.Headers;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Delivery;

/// <summary>
/// Brings short messages to a gateway, each channel by one of its own: POST with the message as signed JSON, its delivery id as <c>webhook-id</c>; GET of the same
/// address and the id, signed over an empty body, says whether it has it.
/// </summary>
/// <remarks>The id is the idempotency key: the gateway answers 2xx for a message it has and brings it no second time. An answer that does not come leaves it open
/// whether it has it, and then it is asked before anything else.</remarks>
public sealed class WebhookCarrier : ILetterCarrier, IDisposable
{
    /// <summary>Who asks for a longer wait is asked again after this.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private readonly HttpClient http;
    private readonly MessageFiles files;
    private readonly WebhookSignature signature;
    private readonly TimeProvider clock;
    private readonly string address;
    private readonly int parallel;
    private readonly Pace pace;

    /// <param name="clock">The real time, whatever day a replay plays: a gateway refuses an old signature.</param>
    public WebhookCarrier(string channel, WebhookOptions options, MessageFiles files, TimeProvider clock)
    {
        (this.files, this.clock) = (files, clock);
        (Name, Channels) = ($"webhook-{channel}", [channel]);
        address = options.Address;
        signature = new WebhookSignature(options.Secret);
        parallel = options.Parallel;
        pace = new Pace(options.MostPerSecond);
        http = options.NewClient();
    }

    public string Name { get; }

    public IReadOnlyList<string> Channels { get; }

    public int AtOnce => 100;

    public Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => HttpAnswers.Each(messages, parallel, Send, stopping);

    public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => HttpAnswers.Each(messages, parallel, Ask, stopping);

    public void Dispose()
    {
        http.Dispose();
        pace.Dispose();
    }

    private async Task<CarrierAnswer> Send(OutgoingMessage message, CancellationToken stopping)
    {
        if (files.Write(message) is not { } body)
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Failed, "bad-address");

        await pace.Next(stopping);
        using var request = Signed(HttpMethod.Post, address, message.DeliveryId, body);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } } };
        return await HttpAnswers.Sent(message.DeliveryId, () => http.SendAsync(request, stopping), response => Translate(message.DeliveryId, response, stopping), stopping);
    }

    private async Task<CarrierAnswer> Ask(OutgoingMessage message, CancellationToken stopping)
    {
        using var request = Signed(HttpMethod.Get, $"{address}/{message.DeliveryId}", message.DeliveryId, []);
        return await HttpAnswers.Asked(message.DeliveryId, () => http.SendAsync(request, stopping), stopping);
    }

    private HttpRequestMessage Signed(HttpMethod method, string url, Guid id, byte[] body)
    {
        var request = new HttpRequestMessage(method, url);
        foreach (var (name, value) in signature.Of(id.ToString(), clock.GetUtcNow(), body))
            request.Headers.Add(name, value);
        return request;
    }

    /// <summary>4xx is about the message and lasts; a signature that is refused is about us, and haste and trouble at the other end pass.</summary>
    private async Task<CarrierAnswer> Translate(Guid id, HttpResponseMessage response, CancellationToken stopping) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => new CarrierAnswer(id, CarrierOutcome.Accepted),
        401 or 403 or 407 or 408 or 425 or 429 or < 400 or >= 500 => new CarrierAnswer(id, CarrierOutcome.NotNow, $"http-{(int)response.StatusCode}") { RetryAfter = WaitOf(response) },
        _ => new CarrierAnswer(id, CarrierOutcome.Failed, await HttpAnswers.ReasonOf(response, stopping)),
    };

    private TimeSpan? WaitOf(HttpResponseMessage response) =>
        (response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - clock.GetUtcNow()) is { } asked && asked > TimeSpan.Zero
            ? asked < LongestWait ? asked : LongestWait
            : null;
}
