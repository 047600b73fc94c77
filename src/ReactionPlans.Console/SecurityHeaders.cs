using Microsoft.AspNetCore.Http;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Web;

/// <summary>What a browser may do with our pages: nothing from other origins, no inline style or script, no frames. A map's background, where one is set up, is the one exception.</summary>
public sealed class SecurityHeaders(RequestDelegate next, MapOptions map)
{
    private readonly string contentSecurityPolicy =
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{(map.TileOrigin is { } tiles ? $" {tiles}" : "")}; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly PathString LinkPages = AnswerLinks.Path.TrimEnd('/');

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: an error page starts its response over and would lose them.
        context.Response.OnStarting(state =>
        {
            var (request, headers) = (((HttpContext)state).Request, ((HttpContext)state).Response.Headers);
            headers.ContentSecurityPolicy = contentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            // An address with a token in it is told to nobody, not even to our own styles.
            headers["Referrer-Policy"] = request.Path.StartsWithSegments(LinkPages) ? "no-referrer" : "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
