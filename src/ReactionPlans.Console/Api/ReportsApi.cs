using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.Web.Api;

/// <summary>POST /api/v1/reports: the way in for systems. It needs no console beside it, and knows no signed-in person: a key, or a client's token, says whose reports it may bring.</summary>
public static class ReportsApi
{
    public const string Path = "/api/v1/reports";

    /// <param name="signIn">The identity provider whose clients may come; null: there is none.</param>
    public static IServiceCollection AddReportsApi(this IServiceCollection services, SignInOptions? signIn = null)
    {
        services.AddClientTokens(signIn);
        services.TryAddSingleton<WrongKeys>();
        services.AddSingleton<SourceRate>();
        services.AddSingleton<TakeReports>();
        return services;
    }

    public static void MapReportsApi(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, (HttpContext context) => context.RequestServices.GetRequiredService<TakeReports>().Answer(context)).AllowAnonymous();
}
