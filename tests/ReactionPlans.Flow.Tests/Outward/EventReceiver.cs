using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReactionPlans.Flow.Tests.Outward;

/// <param name="Headers">The webhook-... ones.</param>
internal sealed record ReceivedEvent(IReadOnlyDictionary<string, string> Headers, string Body, string? ContentType);

/// <summary>A municipality's own server, that notes what it is sent and answers as it is told.</summary>
internal sealed class EventReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private EventReceiver(WebApplication app) => this.app = app;

    public string Url => $"{app.Urls.Single()}/events";

    public ConcurrentQueue<ReceivedEvent> Received { get; } = [];

    /// <summary>What it says, by how many it has had, this one among them.</summary>
    public Func<int, HttpContext, int> Answers { get; set; } = (_, _) => StatusCodes.Status204NoContent;

    public static async Task<EventReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new EventReceiver(builder.Build());
        receiver.app.MapPost("/events", receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.Where(header => header.Key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase)).ToDictionary(header => header.Key.ToLowerInvariant(), header => $"{header.Value}");
        Received.Enqueue(new ReceivedEvent(headers, await reader.ReadToEndAsync(context.RequestAborted), context.Request.ContentType));
        context.Response.StatusCode = Answers(Received.Count, context);
    }
}
