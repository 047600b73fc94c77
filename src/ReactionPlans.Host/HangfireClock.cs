using System.Diagnostics;
using Hangfire;
using Hangfire.PostgreSql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Host;

/// <summary>Real time: Hangfire runs what <see cref="Schedule"/> lists, and nothing else. It holds no data of ours.</summary>
internal static class HangfireClock
{
    private const string Dashboard = "/hangfire";

    /// <summary>A lock that is older is a dead host's: it is a row that nobody takes away when its host is killed, and every start would wait for it (Hangfire's own time is ten minutes).
    /// Less than Hangfire waits for one (15 s), so that a start outlives it. The living hold theirs for milliseconds, and a job may run twice.</summary>
    private static readonly TimeSpan LockIsDeadAfter = TimeSpan.FromSeconds(10);

    /// <summary>Runs one job of the schedule by name, so that no stored job ever names a class of a stage.</summary>
    public sealed class RunScheduled(IServiceProvider services)
    {
        public async Task Run(string name, CancellationToken stopping)
        {
            using var span = Tracing.Continue(name, [], ActivityKind.Internal);
            await using var scope = services.CreateAsyncScope();
            await Schedule.All.Single(job => job.Name == name).Run(scope.ServiceProvider, stopping);
        }
    }

    public static void AddHangfireClock(this IServiceCollection services, string appConnectionString, IReadOnlyCollection<Role> roles)
    {
        services.AddSingleton<RunScheduled>();
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(
                storage => storage.UseNpgsqlConnection(appConnectionString),
                new PostgreSqlStorageOptions { PrepareSchemaIfNecessary = false, UseSlidingInvisibilityTimeout = true, DistributedLockTimeout = LockIsDeadAfter }));
        services.AddHangfireServer(server =>
        {
            server.Queues = [.. roles.Select(Queue)];
            server.WorkerCount = 2;
            server.ServerName = ClockReady.Name;
            server.HeartbeatInterval = ClockReady.Beat;
        });
    }

    /// <summary>Writes down what of the schedule is new or has changed; what is no longer on it goes. A start that finds it as it is waits for nobody.</summary>
    public static void ApplySchedule(this IHost host)
    {
        var jobs = host.Services.GetRequiredService<IRecurringJobManager>();
        var storage = host.Services.GetRequiredService<JobStorage>();
        using var connection = storage.GetConnection();
        var stored = Hangfire.Storage.StorageConnectionExtensions.GetRecurringJobs(connection);
        foreach (var gone in stored.Where(one => Schedule.All.All(job => job.Name != one.Id)))
            jobs.RemoveIfExists(gone.Id);
        foreach (var job in Schedule.All.Where(job => !stored.Any(one => IsStored(job, one))))
            jobs.AddOrUpdate<RunScheduled>(job.Name, Queue(job.Role), runner => runner.Run(job.Name, CancellationToken.None), job.Cron, new RecurringJobOptions { TimeZone = DanishTime.Zone });
    }

    /// <summary>When each job ran and runs next, and how it went: for the administrator, who sees no case. To look at only, for the schedule is the program's.</summary>
    public static void MapClockDashboard(this WebApplication app) => app
        .MapHangfireDashboard(Dashboard, new DashboardOptions { Authorization = [], IsReadOnlyFunc = _ => true, AppPath = "/Stuck", DisplayStorageConnectionString = false })
        .RequireAuthorization(nameof(Right.RetryMessages));

    private static bool IsStored(ScheduledJob job, Hangfire.Storage.RecurringJobDto stored) =>
        stored.Id == job.Name && stored.Cron == job.Cron && stored.Queue == Queue(job.Role) && stored.TimeZoneId == DanishTime.Zone.Id
            && stored.Job is { } call && call.Type == typeof(RunScheduled) && call.Args is [string name, ..] && name == job.Name;

    private static string Queue(Role role) => role.ToString().ToLowerInvariant();
}
