using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ReactionPlans.Flow.Delivery;

/// <summary>
/// Brings letters to a distributor over HTTP: PUT messages/CHANNEL/ID with the letter as XML; GET of the same path says whether it is there; GET receipts?after=POINT
/// tells what has become of letters since.
/// </summary>
/// <remarks>A PUT names the letter, so it can be said again. An answer that does not come leaves it open whether the letter is there, and then the distributor is asked before anything else.</remarks>
public sealed class RestCarrier : ILetterCarrier, IReceiptSource, IDisposable
{
    private const int PageSize = 1000;

    private readonly HttpClient http;
    private readonly MessageFiles files;
    private readonly int parallel;
    private readonly Pace pace;

    public RestCarrier(RestOptions options, MessageFiles files)
    {
        this.files = files;
        parallel = options.Parallel;
        pace = new Pace(options.MostPerSecond);
        http = options.NewClient();
        http.BaseAddress = new Uri(options.Address + "/");
        if (options.Key is { Length: > 0 } key)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public string Name => "rest";

    public IReadOnlyList<string> Channels { get; } = ["digital-post", "print", "nemsms"];

    public int AtOnce => 250;

    public Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => HttpAnswers.Each(messages, parallel, Send, stopping);

    public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => HttpAnswers.Each(messages, parallel, Ask, stopping);

    public async Task<ReceiptPage> Read(string? after, CancellationToken stopping)
    {
        var page = await http.GetFromJsonAsync<Page>($"receipts?limit={PageSize}" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}"), JsonSerializerOptions.Web, stopping)
            ?? throw new HttpRequestException("The distributor answered with no receipts and no point.");
        return new ReceiptPage([.. page.Receipts.Select(told => told.Read())], page.Next, page.Receipts.Count < PageSize);
    }

    public void Dispose()
    {
        http.Dispose();
        pace.Dispose();
    }

    private async Task<CarrierAnswer> Send(OutgoingMessage message, CancellationToken stopping)
    {
        if (files.Write(message) is not { } letter)
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Failed, "bad-address");

        await pace.Next(stopping);
        using var content = new ByteArrayContent(letter) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml") } };
        return await HttpAnswers.Sent(message.DeliveryId, () => http.PutAsync(PathOf(message), content, stopping), response => Translate(message.DeliveryId, response, stopping), stopping);
    }

    private Task<CarrierAnswer> Ask(OutgoingMessage message, CancellationToken stopping) =>
        HttpAnswers.Asked(message.DeliveryId, () => http.GetAsync(PathOf(message), stopping), stopping);

    /// <summary>What it will never take is said with a 4xx and a short code; a key that is refused, and haste, are about us and pass.</summary>
    private static async Task<CarrierAnswer> Translate(Guid id, HttpResponseMessage response, CancellationToken stopping) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => new CarrierAnswer(id, CarrierOutcome.Accepted),
        400 or 404 or 409 or 410 or 413 or 415 or 422 => new CarrierAnswer(id, CarrierOutcome.Failed, await HttpAnswers.ReasonOf(response, stopping)),
        var other => new CarrierAnswer(id, CarrierOutcome.NotNow, $"http-{other}"),
    };

    private static string PathOf(OutgoingMessage message) => $"messages/{message.Channel}/{message.DeliveryId}";

    private sealed record Page(IReadOnlyList<ToldReceipt> Receipts, string Next);
}

/// <summary>A receipt as carriers tell it in JSON.</summary>
public sealed record ToldReceipt(Guid Message, string? Channel, string? Kind, DateTimeOffset At, string? Reason)
{
    /// <remarks>Words that are no short code are not taken over: they could name somebody.</remarks>
    public Receipt Read() => new(Message, ShortCode.Of(Channel) ?? "other", ShortCode.Of(Kind) ?? "other", At, ShortCode.Of(Reason));
}
