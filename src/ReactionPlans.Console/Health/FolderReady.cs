using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ReactionPlans.Web;

/// <summary>Good when a file can be written in a folder.</summary>
internal sealed class FolderReady(string path) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, $".ready-{Environment.ProcessId}-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("The folder cannot be written to.", exception));
        }
    }
}
