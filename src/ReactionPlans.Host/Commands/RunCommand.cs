using System.CommandLine;
using Npgsql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using Serilog.Extensions.Logging;

namespace ReactionPlans.Host.Commands;

/// <summary>run: serves, with every role or only some.</summary>
internal static class RunCommand
{
    private const string Address = "http://127.0.0.1:8080";

    private static readonly Option<string?> RolesOption = new("--roles") { Description = "web,intake,detection,activation,reactions,clock; all of them without a word" };

    public static Command Build()
    {
        var command = new Command("run", "Serve, with every role or only some") { RolesOption, Settings.DataOption };
        command.SetAction((parse, stopping) => Run(Settings.Read(parse), parse.GetValue(RolesOption), stopping));
        return command;
    }

    private static Task<int> Run(Settings settings, string? roleNames, CancellationToken stopping)
    {
        var (roles, wrong) = Startup.ReadRoles(roleNames, settings.Transport);
        if (wrong is not null)
        {
            Terminal.Fail(wrong);
            return Task.FromResult(ExitCode.WrongUsage);
        }

        return Serve(settings, DatabaseHome.Usual, roles, settings.IsAddressConfigured ? null : Address, stopping);
    }

    /// <param name="privateName">The database's name in a private cluster.</param>
    /// <param name="address">Where it listens; null leaves it to the configuration.</param>
    internal static async Task<int> Serve(Settings settings, string privateName, IReadOnlyCollection<Role> roles, string? address, CancellationToken stopping)
    {
        var (keys, noKeys) = settings.Keys();
        if (keys is null)
            return Terminal.Fail(noKeys!);

        if (settings.Intake.Check() is { Count: > 0 } intake)
            return Terminal.Fail(intake);
        if (settings.Carriers.Check() is { Count: > 0 } carriers)
            return Terminal.Fail(carriers);
        if (settings.Telemetry.Check() is { Count: > 0 } telemetry)
            return Terminal.Fail(telemetry);
        if (settings.Map.Check() is { Count: > 0 } map)
            return Terminal.Fail(map);
        if (settings.SignIn.Check() is { Count: > 0 } signIn)
            return Terminal.Fail(signIn);
        if (LocalTemplates.Check(settings.Texts.LocalFolder) is { Count: > 0 } texts)
            return Terminal.Fail(texts);

        var log = Logs.Create(settings, quiet: false);
        await using var _ = (IAsyncDisposable)log;
        using var loggers = new SerilogLoggerFactory(log);
        var (home, unavailable) = await DatabaseHome.Open(settings, privateName, loggers.CreateLogger("database"), stopping);
        if (home is null)
            return Terminal.Fail(unavailable!);

        await using (home)
        {
            // A private database has no other host to disturb: it is brought up to date at once. Any other waits for 'migrate'.
            if (home.IsPrivate && (await Migrator.Run(home.Migrator, TimeProvider.System, stopping)).Problem is { } stopped)
                return Terminal.Fail(stopped);
            await using (var app = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(home.App, DatabaseRoles.App)))
            {
                if (await Migrator.Check(app, stopping) is { } behind)
                    return Terminal.Fail(behind);
                if (await settings.Purpose.Check(app, stopping) is { } other)
                    return Terminal.Fail(other);
            }

            await using var host = Startup.Build(settings, settings.Carriers, home, keys, roles, log, address);
            if (await PeopleFirst.Check(host.Services, stopping) is { } people)
                return Terminal.Fail(people);
            if (roles.Contains(Role.Reactions) && await PeopleFirst.CheckKeys(host.Services, stopping) is { } dataKeys)
                return Terminal.Fail(dataKeys);
            host.ApplySchedule();
            await host.RunAsync(stopping);
        }

        return ExitCode.Done;
    }
}
