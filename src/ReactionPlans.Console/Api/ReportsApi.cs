using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ReactionPlans.Web.Api;

/// <summary>POST /api/v1/reports: the way in for systems. It needs no console beside it, and knows no signed-in person: a key says whose reports it may bring.</summary>
public static class ReportsApi
{
    public const string Path = "/api/v1/reports";

    public static IServiceCollection AddReportsApi(this IServiceCollection services)
    {
        services.AddSingleton<SourceRate>();
        services.AddSingleton<TakeReports>();
        return services;
    }

    public static void MapReportsApi(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, (HttpContext context) => context.RequestServices.GetRequiredService<TakeReports>().Answer(context)).AllowAnonymous();
}
