using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Intake;

namespace ReactionPlans.Web;

/// <summary>What an orchestrator asks every host: whether it turns, and whether each of its roles can work.</summary>
/// <remarks>Anybody may ask, so the answer holds the checks' names and whether they are good: no address, no text of a failure. The log has those.</remarks>
public static class HealthSetup
{
    /// <summary>A health check with this tag must be good before the host is given work.</summary>
    public const string ReadyTag = "ready";

    /// <summary>What does not answer within this is not ready: together with the look every few seconds, a cause shows within ten.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private sealed record CheckShown(string Name, string State);

    private sealed record HealthShown(string Status, IReadOnlyList<CheckShown> Checks);

    /// <summary>What every host stands on.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().Add<DatabaseReady>("database");
        return services;
    }

    /// <summary>A check for each role of this host, by the role's name, and for what its roles stand on.</summary>
    /// <param name="signInKeys">The folder that keeps people signed in; null: nobody signs in here.</param>
    public static IHealthChecksBuilder AddRoleHealth(this IServiceCollection services, IReadOnlyCollection<Role> roles, string? signInKeys)
    {
        var checks = services.AddHealthChecks().Add<RelayReady>("outbox");
        foreach (var role in roles.Distinct())
        {
            var queues = Hops.All.Where(hop => hop.Role == role).Select(hop => hop.Queue).ToList();
            if (queues.Count > 0)
                checks.Add(role.ToString().ToLowerInvariant(), services => new QueuesReady(services.GetRequiredService<IBusControl>(), queues));
        }

        if (roles.Contains(Role.Web) && signInKeys is not null)
            checks.Add("web", _ => new FolderReady(signInKeys));
        if (roles.Contains(Role.Reactions))
            checks.Add("carriers", services => new FolderReady(services.GetRequiredService<CarrierOptions>().Folder.Path));
        if (services.Any(service => service.ServiceType == typeof(ListenToQueue)))
            checks.Add<ReportQueueReady>("report-queue");
        return checks;
    }

    /// <summary>One more check that must be good.</summary>
    public static IHealthChecksBuilder Add<T>(this IHealthChecksBuilder checks, string name) where T : IHealthCheck =>
        checks.Add(name, services => ActivatorUtilities.GetServiceOrCreateInstance<T>(services));

    public static IHealthChecksBuilder Add(this IHealthChecksBuilder checks, string name, Func<IServiceProvider, IHealthCheck> make) =>
        checks.Add(new HealthCheckRegistration(name, services => make(services), HealthStatus.Unhealthy, [ReadyTag], Patience));

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag), ResponseWriter = Write }).AllowAnonymous();
    }

    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new HealthShown(
        Word(report.Status), [.. report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new CheckShown(entry.Key, Word(entry.Value.Status)))]));

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "good" : "bad";
}
