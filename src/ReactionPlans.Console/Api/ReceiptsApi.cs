using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Api;

/// <summary>POST /api/v1/receipts: carriers tell what has become of messages. A key, agreed with the carrier, says which one it is.</summary>
public static class ReceiptsApi
{
    public const string Path = "/api/v1/receipts";

    public static IServiceCollection AddReceiptsApi(this IServiceCollection services)
    {
        services.TryAddSingleton<WrongKeys>();
        return services.AddSingleton<TakeReceipts>();
    }

    public static void MapReceiptsApi(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, (HttpContext context) => context.RequestServices.GetRequiredService<TakeReceipts>().Answer(context)).AllowAnonymous();
}

/// <param name="Unknown">Kept, though they fit no message of ours.</param>
public sealed record ReceiptsAnswer(int Known, int Unknown);

/// <summary>Answers one request with receipts, a JSON list. The same request again changes nothing.</summary>
public sealed class TakeReceipts(ReceiveReceipts receive, CarrierOptions options, WrongKeys wrongKeys)
{
    private const int MostReceipts = 5_000;
    private const int MegabytesAtMost = 2;

    public async Task Answer(HttpContext context)
    {
        var request = context.Request;
        if (CarrierOf(request) is not { } carrier)
            await wrongKeys.Refuse(context, Problems.KeyUnknown.With(), isSent: SentKey.Of(request) is not null);
        else if (!request.HasJsonContentType())
            await Refusal.Write(context, StatusCodes.Status415UnsupportedMediaType, Problems.ContentTypeRefused.With("", "application/json"));
        else if (request.ContentLength is null or > MegabytesAtMost << 20)
            await Refusal.Write(context, StatusCodes.Status413PayloadTooLarge, Problems.BodyTooLarge.With(MegabytesAtMost));
        else if (await Read(request) is not { } receipts)
            await Refusal.Write(context, StatusCodes.Status400BadRequest, Problems.ReceiptsUnreadable.With(MostReceipts));
        else
        {
            var taken = await receive.Take(carrier, receipts, context.RequestAborted);
            await Results.Json(new ReceiptsAnswer(taken.Known, taken.Unknown), statusCode: StatusCodes.Status202Accepted).ExecuteAsync(context);
        }
    }

    /// <summary>Whose key was sent; every key is compared, so that the answer takes as long for a wrong one.</summary>
    private string? CarrierOf(HttpRequest request)
    {
        if (SentKey.Of(request) is not { } key)
            return null;
        var sent = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        string? found = null;
        foreach (var (carrier, agreed) in options.ReceiptKeys)
        {
            if (CryptographicOperations.FixedTimeEquals(sent, SHA256.HashData(Encoding.UTF8.GetBytes(agreed))))
                found = carrier;
        }

        return found;
    }

    /// <summary>Null: they are not as agreed.</summary>
    private static async Task<IReadOnlyList<Receipt>?> Read(HttpRequest request)
    {
        try
        {
            var told = await request.ReadFromJsonAsync<IReadOnlyList<ToldReceipt?>>(request.HttpContext.RequestAborted);
            return told is null || told.Count > MostReceipts || told.Any(one => one is null || one.Message == Guid.Empty || one.At == default) ? null : [.. told.Select(one => one!.Read())];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
