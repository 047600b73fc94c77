using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using OpenTelemetry.Trace;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Host.Telemetry;

namespace ReactionPlans.Host;

/// <summary>A command that opens the database, does one thing through the flow's classes, and ends. What it publishes waits in the outbox for a running host.</summary>
internal static class OneOff
{
    public static Task<int> Run(Settings settings, Func<IServiceProvider, CancellationToken, Task<int>> body, CancellationToken stopping) =>
        In(settings, DatabaseHome.Usual, async (home, keys) =>
        {
            if (home.IsPrivate && (await Migrator.Run(home.Migrator, TimeProvider.System, stopping)).Problem is { } stopped)
                return Terminal.Fail(stopped);
            await using var provider = Services(settings, home, keys);
            var source = provider.GetRequiredService<NpgsqlDataSource>();
            if (await Migrator.Check(source, stopping) is { } behind)
                return Terminal.Fail(behind);
            if (await settings.Purpose.Check(source, stopping) is { } other)
                return Terminal.Fail(other);
            if (await PeopleFirst.Check(provider, stopping) is { } people)
                return Terminal.Fail(people);
            return await body(provider, stopping);
        }, stopping);

    /// <summary>Opens the database and nothing more: whether its schema is there is the body's own matter.</summary>
    /// <param name="privateName">The database's name in a private cluster.</param>
    public static async Task<int> In(Settings settings, string privateName, Func<DatabaseHome, KeyRing, Task<int>> body, CancellationToken stopping)
    {
        var (keys, noKeys) = settings.Keys();
        if (keys is null)
            return Terminal.Fail(noKeys!);
        if (LocalTemplates.Check(settings.Texts.LocalFolder) is { Count: > 0 } texts)
            return Terminal.Fail(texts);

        var log = Logs.Create(settings, quiet: true);
        using var closing = (IDisposable)log;
        using var loggers = new Serilog.Extensions.Logging.SerilogLoggerFactory(log);
        var (home, unavailable) = await DatabaseHome.Open(settings, privateName, loggers.CreateLogger("database"), stopping);
        if (home is null)
            return Terminal.Fail(unavailable!);
        await using (home)
            return await body(home, keys);
    }

    public static ServiceProvider Services(Settings settings, DatabaseHome home, KeyRing keys)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddFlow(new FlowFooting(home.App, settings.Transport, settings.Carriers, settings.Texts, [], keys) { Purpose = settings.Purpose, KeysFolder = settings.KeysFolder, KeyForEachExtract = settings.KeyForEachExtract });
        services.RemoveAll<IHostedService>(); // nothing is relayed or consumed here
        services.AddTraces(settings.Telemetry, settings.Configuration);
        var provider = services.BuildServiceProvider();
        provider.GetService<TracerProvider>(); // what is there from the start sees the first span; it sends the last when the provider ends
        return provider;
    }
}
