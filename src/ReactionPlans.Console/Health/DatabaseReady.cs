using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Web;

/// <summary>Good when the database answers and its schema is the one this program needs.</summary>
internal sealed class DatabaseReady(NpgsqlDataSource source) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Migrator.Check(source, cancellationToken).WaitAsync(HealthSetup.Patience, cancellationToken) is { } problem
                ? HealthCheckResult.Unhealthy(problem.ToString())
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception); // the health check's log tells more
        }
    }
}
