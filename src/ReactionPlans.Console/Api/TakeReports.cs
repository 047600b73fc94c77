using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Npgsql;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Api;

/// <summary>
/// Answers one request with reports: key, form, rate, room, and then batch by batch while the body comes. Nothing is kept of a request but its
/// reports; the same request again finds them known, which makes any Idempotency-Key true.
/// </summary>
public sealed partial class TakeReports(ApiKeys keys, ClientTokens tokens, WrongKeys wrongKeys, SourceRate rate, IntakePressure pressure, ReceiveReports receive, IntakeOptions options, TimeProvider clock, ILogger<TakeReports> logger)
{
    private const string Origin = "http";
    private const string Taken = "application/json, application/x-ndjson";
    private const int Megabyte = 1 << 20;
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(30);

    /// <summary>The unpacked body is larger than it may be.</summary>
    private sealed class UnpackedTooLarge : IOException;

    public async Task Answer(HttpContext context)
    {
        try
        {
            await Look(context);
        }
        catch (NpgsqlException exception) when (exception.IsTransient && !context.Response.HasStarted)
        {
            await Refusal.Write(context, StatusCodes.Status503ServiceUnavailable, Problems.DatabaseUnreachable.With("..."), AfterOutage);
        }
        catch (ClientTokens.ProviderSilentException)
        {
            await Refusal.ProviderSilent(context);
        }
    }

    /// <summary>The key that was sent, or what a client's token is as good as.</summary>
    private async Task<ApiKey?> KeyOf(HttpContext context) => SentKey.Of(context.Request) is var sent && !ClientTokens.IsToken(sent) ? await keys.Find(sent, context.RequestAborted)
        : await tokens.Find(sent!, context.RequestAborted) is { Sources.Count: > 0 } client ? new ApiKey(client.Account, client.Client, client.Sources, clock.GetUtcNow(), null, null, null)
        : null;

    private async Task Look(HttpContext context)
    {
        var key = await KeyOf(context);
        if (key is null)
            await wrongKeys.Refuse(context, Problems.KeyUnknown.With(), isSent: SentKey.Of(context.Request) is not null);
        else if (!key.HoldsAt(clock.GetUtcNow()))
            await Refusal.Write(context, StatusCodes.Status403Forbidden, Problems.KeyEnded.With(key.Id));
        else if (FormOf(context.Request) is not { } form)
            await Refusal.Write(context, StatusCodes.Status415UnsupportedMediaType, Problems.ContentTypeRefused.With(Short(context.Request.ContentType), Taken));
        else if (PackingOf(context.Request) is not { } gzipped)
            await Refusal.Write(context, StatusCodes.Status415UnsupportedMediaType, Problems.ContentEncodingRefused.With(Short(context.Request.Headers.ContentEncoding)));
        else if (rate.Take(key.Sources) is { } wait)
            await Refusal.Write(context, StatusCodes.Status429TooManyRequests, Problems.TooOften.With(Math.Ceiling(wait.TotalSeconds)), wait);
        else if (await pressure.Now(context.RequestAborted) is { } behind)
            await Refusal.Write(context, StatusCodes.Status503ServiceUnavailable, behind, IntakePressure.Pause);
        else
            await Take(context, key, form, gzipped);
    }

    private async Task Take(HttpContext context, ApiKey key, JsonForm form, bool gzipped)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = (long)options.Http.BodyMegabytesAtMost * Megabyte;
        var count = new ReportsCount();
        try
        {
            await using var body = Unpacked(context.Request.Body, gzipped);
            var refused = await Store(body, key, form, count, context.RequestAborted);
            LogTaken(key.Id, count.Answer.Accepted, count.Answer.Same, count.Answer.Rejected);
            if (refused is { } stop)
                await Refusal.Write(context, stop.Status, stop.Problem, stop.Status == StatusCodes.Status503ServiceUnavailable ? IntakePressure.Pause : null, count.Answer);
            else
                await Results.Json(count.Answer, statusCode: StatusCodes.Status202Accepted).ExecuteAsync(context);
        }
        catch (UnpackedTooLarge)
        {
            await Refusal.Write(context, StatusCodes.Status413PayloadTooLarge, Problems.UnpackedTooLarge.With(options.Http.UnpackedMegabytesAtMost), stored: count.Answer);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await Refusal.Write(context, StatusCodes.Status413PayloadTooLarge, Problems.BodyTooLarge.With(options.Http.BodyMegabytesAtMost), stored: count.Answer);
        }
    }

    /// <summary>Why it stopped before the end; null: all of it was read.</summary>
    private async Task<(int Status, Problem Problem)?> Store(Stream body, ApiKey key, JsonForm form, ReportsCount count, CancellationToken stopping)
    {
        var asOfNow = ReportOptions.AsOf(clock) with { Sources = key.Sources };
        var items = new JsonItems(Origin, body, form, options.ReportBytesAtMost);
        var batch = new List<FileLine<ReportRow>>();
        await foreach (var row in items.Rows(stopping))
        {
            if (count.Read + batch.Count == options.Http.RowsAtMost)
            {
                await StoreBatch();
                return (StatusCodes.Status413PayloadTooLarge, Problems.TooManyRows.With(options.Http.RowsAtMost));
            }

            batch.Add(ReceiveReports.Read(row, asOfNow));
            if (batch.Count < ReceiveReports.BatchRows)
                continue;
            await StoreBatch();
            if (await pressure.Now(stopping) is { } behind)
                return (StatusCodes.Status503ServiceUnavailable, behind);
        }

        await StoreBatch();
        return items.Broken is { } broken ? (StatusCodes.Status400BadRequest, broken) : null;

        async Task StoreBatch()
        {
            if (batch.Count == 0)
                return;
            count.Add(batch, await receive.Store(batch, RowOrigin.Json(Origin), stopping));
            batch.Clear();
        }
    }

    private Stream Unpacked(Stream body, bool gzipped) => gzipped
        ? new BoundedStream(new GZipStream(body, CompressionMode.Decompress), () => (long)options.Http.UnpackedMegabytesAtMost * Megabyte, () => new UnpackedTooLarge())
        : body;

    /// <summary>Null: what we do not take in. XML is not even looked at.</summary>
    private static JsonForm? FormOf(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) ? null
        : type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => JsonForm.List,
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" => JsonForm.Lines,
            _ => null,
        };

    /// <summary>Whether it is gzipped; null: packed in a way we do not unpack.</summary>
    private static bool? PackingOf(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => false,
        "gzip" => true,
        _ => null,
    };

    private static string Short(string? text) => text is null ? "" : text.Length <= 60 ? text : text[..60];

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key}: {Accepted} reports accepted, {Same} known, {Rejected} rejected")]
    private partial void LogTaken(string key, int accepted, int same, int rejected);
}
