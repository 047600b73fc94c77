using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>A gateway for short messages over HTTP that checks each signature by its own reading of Standard Webhooks, and answers as it is told to.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private const int OldAfterSeconds = 300;

    private readonly ConcurrentDictionary<string, string> taken = new();
    private readonly WebApplication app;
    private readonly byte[] key;

    private Gateway(WebApplication app, byte[] key) => (this.app, this.key) = (app, key);

    public string Url => $"{app.Urls.Single()}/messages";

    public IReadOnlyDictionary<string, string> Taken => taken;

    /// <summary>Answers instead of taking; null: it takes.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>Takes, and then answers so; null: it says that it has taken it.</summary>
    public Func<HttpContext, Task>? Afterwards { get; set; }

    public static async Task<Gateway> Start(string secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var gateway = new Gateway(app, Convert.FromBase64String(secret["whsec_".Length..]));
        app.MapPost("/messages", gateway.Take);
        app.MapGet("/messages/{id}", gateway.Tell);
        await app.StartAsync();
        return gateway;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (!IsGenuine(context.Request, body.ToArray()))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (Instead is { } instead)
        {
            await instead(context);
            return;
        }

        var text = Encoding.UTF8.GetString(body.ToArray());
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
        if (id != context.Request.Headers["webhook-id"])
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else if (taken.TryAdd(id, text) && Afterwards is { } afterwards)
            await afterwards(context);
        else
            context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private Task Tell(HttpContext context, string id)
    {
        context.Response.StatusCode = !IsGenuine(context.Request, []) || id != context.Request.Headers["webhook-id"] ? StatusCodes.Status401Unauthorized
            : taken.ContainsKey(id) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private bool IsGenuine(HttpRequest request, byte[] body)
    {
        var (id, time) = (request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString());
        byte[] signed = [.. Encoding.UTF8.GetBytes(id + "." + time + "."), .. body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return request.Headers["webhook-signature"].ToString().Split(' ').Contains(expected)
            && long.TryParse(time, out var seconds) && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) < OldAfterSeconds;
    }
}
