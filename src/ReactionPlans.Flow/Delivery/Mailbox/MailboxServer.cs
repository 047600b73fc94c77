using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ReactionPlans.Flow.Delivery.Mailbox;

/// <param name="Url">Where it listens.</param>
/// <param name="Key">What callers send as a bearer token; null: nobody is asked.</param>
public sealed record MailboxSettings(string Url, string? Key);

/// <summary>The simulated mailbox over HTTP, as <see cref="RestCarrier"/> expects a distributor to answer. PUT habits changes how it behaves while it runs; GET count tells what it has.</summary>
public static class MailboxServer
{
    private const int MostReceipts = 1000;

    public static WebApplication Build(SimulatedMailbox mailbox, MailboxSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(settings.Url);
        var app = builder.Build();
        app.Use((context, next) => settings.Key is null || Knows(settings.Key, context.Request) ? next(context) : Results.Unauthorized().ExecuteAsync(context));
        app.MapPut("/messages/{channel}/{id:guid}", (HttpContext context, string channel, Guid id) => Take(context, mailbox, channel, id));
        app.MapGet("/messages/{channel}/{id:guid}", (string channel, Guid id) => mailbox.Has(channel, id) ? Results.Ok(new { state = "accepted" }) : Results.NotFound());
        app.MapGet("/receipts", (string? after, int? limit) =>
        {
            var (receipts, next) = mailbox.Receipts(after, Math.Clamp(limit ?? MostReceipts, 1, MostReceipts));
            return Results.Ok(new { receipts, next });
        });
        app.MapGet("/count", () => Results.Ok(mailbox.Count));
        app.MapPut("/habits", (MailboxHabits habits) =>
        {
            mailbox.Habits = habits;
            return Results.NoContent();
        });
        return app;
    }

    private static async Task Take(HttpContext context, SimulatedMailbox mailbox, string channel, Guid id)
    {
        if (channel is not ("digital-post" or "print" or "nemsms"))
        {
            await Results.Json(new { code = "unknown-channel" }, statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        switch (mailbox.Take(channel, id, body.GetBuffer().AsSpan(0, (int)body.Length)))
        {
            case MailboxVerdict.NotNow:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case MailboxVerdict.Refused:
                await Results.Json(new { code = channel == "print" ? "no-address" : "no-mailbox" }, statusCode: StatusCodes.Status422UnprocessableEntity).ExecuteAsync(context);
                return;
            case MailboxVerdict.HadItAlready:
                context.Response.StatusCode = StatusCodes.Status200OK;
                return;
        }

        var (isLost, after) = mailbox.AnswerTo(id);
        if (isLost)
        {
            context.Abort();
            return;
        }

        if (after > TimeSpan.Zero)
            await Task.Delay(after, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status201Created;
    }

    private static bool Knows(string key, HttpRequest request) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes($"Bearer {key}"), Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()));
}
