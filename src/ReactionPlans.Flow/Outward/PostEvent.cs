using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Outward;

namespace ReactionPlans.Flow.Outward;

/// <summary>What a receiver said to an event.</summary>
/// <param name="Failure">A short code; null: it has confirmed.</param>
/// <param name="AsksToWait">How long it asks us to wait, where it does.</param>
/// <param name="IsGone">It will never take another.</param>
public sealed record ReceiverAnswer(string? Failure, TimeSpan? AsksToWait = null, bool IsGone = false);

/// <summary>Brings one event to one address over HTTP, signed. It remembers nothing.</summary>
public sealed class PostEvent(Purpose purpose, OutwardOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>The receiver's name came to a machine that may not be one.</summary>
    private const string NotAllowed = "not-allowed";

    /// <summary>A receiver answers within this, or the answer counts as lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // A redirect would lead a signed request to whom nobody has named.
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, stopping) => Connect(context, options, stopping),
    })
    { Timeout = Patience };

    /// <summary>No line was laid.</summary>
    private sealed class ReceiverNotAllowed : Exception;

    public async Task<ReceiverAnswer> To(string url, WebhookSignature signature, OutwardEvent told, CancellationToken stopping)
    {
        var body = Encoding.UTF8.GetBytes(CloudEvent.Write(told, purpose.IsExercise).ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(CloudEvent.ContentType) } },
        };
        foreach (var (name, value) in signature.Of($"{told.Id}", clock.GetUtcNow(), body))
            request.Headers.Add(name, value);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
            return response.IsSuccessStatusCode
                ? new ReceiverAnswer(null)
                : new ReceiverAnswer($"http-{(int)response.StatusCode}", AskedWait(response), IsGone: response.StatusCode == HttpStatusCode.Gone);
        }
        catch (HttpRequestException refused) when (refused.InnerException is ReceiverNotAllowed)
        {
            return new ReceiverAnswer(NotAllowed);
        }
        catch (HttpRequestException lost)
        {
            return new ReceiverAnswer(lost.HttpRequestError == HttpRequestError.SecureConnectionError ? "no-secure-connection" : "no-connection");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new ReceiverAnswer("no-answer");
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Lays a line to the receiver, or to the proxy that this machine reaches the world by: then it is the proxy's to say who may be called.</summary>
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, OutwardOptions options, CancellationToken stopping)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await Dns.GetHostAddressesAsync(host, stopping);
        if (host == context.InitialRequestMessage.RequestUri!.IdnHost.Trim('[', ']'))
            found = [.. found.Where(address => ReceiverAddress.MayReceive(address, ReceiverAddress.NamesThisMachine(host), options.OwnNetwork))];
        if (found.Length == 0)
            throw new ReceiverNotAllowed();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, port, stopping);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private TimeSpan? AskedWait(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - clock.GetUtcNow() : null;
}
