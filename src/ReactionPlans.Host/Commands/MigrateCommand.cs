using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Host.Commands;

/// <summary>migrate: brings the schema and the broker's queues up to date, before any host of the new version runs.</summary>
internal static class MigrateCommand
{
    public static Command Build()
    {
        var command = new Command("migrate", "Bring the database schema and the broker's queues up to date") { Settings.DataOption };
        command.SetAction((parse, stopping) => Run(Settings.Read(parse), stopping));
        return command;
    }

    private static async Task<int> Run(Settings settings, CancellationToken stopping)
    {
        var (home, unavailable) = await DatabaseHome.Open(settings, DatabaseHome.Usual, NullLogger.Instance, stopping);
        if (home is null)
            return Terminal.Fail(unavailable!);

        await using (home)
        {
            var (applied, problem) = await Migrator.Run(home.Migrator, TimeProvider.System, stopping);
            foreach (var name in applied)
                Terminal.Say($"{name}");
            if (problem is not null)
                return Terminal.Fail(problem);
            Terminal.Say($"Databasen er på version {Migrator.Needed}.");
        }

        if (!settings.Transport.InProcess)
        {
            await MessageBus.DeployTopology(settings.Transport, stopping);
            Terminal.Say($"Køerne er på plads.");
        }

        return ExitCode.Done;
    }
}
