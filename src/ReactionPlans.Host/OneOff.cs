using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Host;

/// <summary>A command that opens the database, does one thing through the flow's classes, and ends. What it publishes waits in the outbox for a running host.</summary>
internal static class OneOff
{
    public static async Task<int> Run(Settings settings, Func<IServiceProvider, CancellationToken, Task<int>> body, CancellationToken stopping)
    {
        var (key, noKey) = settings.RecipientKey();
        if (noKey is not null)
            return Terminal.Fail(noKey);

        var log = Logs.Create(settings, quiet: true);
        using var closing = (IDisposable)log;
        using var loggers = new Serilog.Extensions.Logging.SerilogLoggerFactory(log);
        var (home, unavailable) = await DatabaseHome.Open(settings, DatabaseHome.Usual, loggers.CreateLogger("database"), stopping);
        if (home is null)
            return Terminal.Fail(unavailable!);

        await using (home)
        {
            if (home.IsPrivate && (await Migrator.Run(home.Migrator, TimeProvider.System, stopping)).Problem is { } stopped)
                return Terminal.Fail(stopped);

            var services = new ServiceCollection();
            services.AddLogging();
            services.AddFlow(new FlowFooting(home.App, settings.Transport, settings.Carriers, settings.Texts, [], key));
            services.RemoveAll<IHostedService>(); // nothing is relayed or consumed here
            await using var provider = services.BuildServiceProvider();
            if (await Migrator.Check(provider.GetRequiredService<NpgsqlDataSource>(), stopping) is { } behind)
                return Terminal.Fail(behind);
            return await body(provider, stopping);
        }
    }
}
