using Microsoft.AspNetCore.Http;
using Npgsql;

namespace ReactionPlans.Web;

/// <summary>A text with a character that the database keeps in no column (U+0000) cannot be read, as any other request that cannot: 400. Nothing was done, for the transaction it came to is undone.</summary>
public sealed class UnstorableText(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.CharacterNotInRepertoire && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }
}
