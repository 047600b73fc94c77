using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Telemetry;

namespace ReactionPlans.Host.Telemetry;

/// <summary>Figures for Prometheus at /metrics, and traces by OTLP where an address is given. docs/operations.md says how to read both.</summary>
internal static class TelemetrySetup
{
    public const string MetricsPath = "/metrics";

    private const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What .NET itself counts of the process and of its HTTP: routes as patterns, never a path, which may hold the secret of a link.</summary>
    private static readonly string[] PlatformMeters = ["System.Runtime", "Microsoft.AspNetCore.Hosting"];

    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetryOptions options, IReadOnlyCollection<Role> roles)
    {
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Figures);
        builder.Services.AddSingleton<ReadyFigure>();
        if (roles.Contains(Role.Clock)) // the same figures from every host would be counted as often as there are hosts
        {
            builder.Services.AddSingleton<QueueDepths>();
            builder.Services.AddSingleton<Figures>();
        }

        if (options.OtlpEndpoint is { } endpoint)
            builder.Configuration[StandardEndpoint] = endpoint;
        builder.Services.AddTraces(options, builder.Configuration).WithMetrics(metrics => metrics
            .AddMeter([FlowMeters.MeterName, .. PlatformMeters])
            .AddPrometheusExporter());
    }

    /// <summary>Traces alone: for a command that hands its work on to the hosts and ends.</summary>
    public static OpenTelemetryBuilder AddTraces(this IServiceCollection services, TelemetryOptions options, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("reactionplans"));
        // Whoever asks us from outside does not decide what is collected, so the trace's own id does, in every host alike.
        return configuration[StandardEndpoint] is null ? telemetry : telemetry.WithTracing(tracing => tracing
            .AddSource(Tracing.SourceName)
            .SetSampler(new TraceIdRatioBasedSampler(options.SampleRatio))
            .AddOtlpExporter());
    }

    public static void MapMetrics(this WebApplication app, IReadOnlyCollection<Role> roles)
    {
        app.Services.GetRequiredService<MeterProvider>(); // from here on it is counted
        FlowMeters.Zero(Hops.All.Where(hop => roles.Contains(hop.Role)), roles.Contains(Role.Reactions) ? app.Services.GetServices<ILetterCarrier>() : []);
        var guard = new MetricsGuard(app.Services.GetRequiredService<TelemetryOptions>().MetricsKey);
        var scrape = ((IEndpointRouteBuilder)app).CreateApplicationBuilder()
            .Use(guard.Admit)
            .Use(Refresh)
            .UseOpenTelemetryPrometheusScrapingEndpoint(static _ => true)
            .Build();
        app.MapGet(MetricsPath, scrape).AllowAnonymous();
    }

    private static async Task Refresh(HttpContext context, RequestDelegate next)
    {
        var (services, stopping) = (context.RequestServices, context.RequestAborted);
        await Task.WhenAll(
            services.GetService<Figures>()?.Refresh(stopping) ?? Task.CompletedTask,
            services.GetRequiredService<ReadyFigure>().Refresh(stopping));
        await next(context);
    }
}
