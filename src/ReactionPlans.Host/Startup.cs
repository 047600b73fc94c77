using Microsoft.AspNetCore.DataProtection;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Delivery.Mailbox;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Host.Telemetry;
using ReactionPlans.Rules;
using ReactionPlans.Web;
using ReactionPlans.Web.Api;
using Serilog;
using Serilog.Extensions.Logging;

namespace ReactionPlans.Host;

/// <param name="Mailbox">Where letters are brought; null: to a folder.</param>
internal sealed record Replay(VirtualClock Clock, PersonaList Personas, SimulatedMailbox? Mailbox);

/// <summary>Puts a host together: the flow with some roles, the console where the web role is among them, real or virtual time.</summary>
internal static class Startup
{
    /// <summary>A host that serves nobody still answers its own machine on some free port: the health checks.</summary>
    public const string NoAddress = "http://127.0.0.1:0";

    /// <param name="address">Where it listens; null leaves it to the configuration (ASPNETCORE_URLS, Urls).</param>
    public static WebApplication Build(
        Settings settings, CarrierOptions carriers, DatabaseHome database, KeyRing keys, IReadOnlyCollection<Role> roles, Serilog.ILogger log,
        string? address, Replay? replay = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        if (address is not null)
            builder.WebHost.UseUrls(address);
        builder.WebHost.UseStaticWebAssets(); // from a checkout, styles and fonts lie in the console's folder
        builder.Services.AddSerilog(log);
        builder.Services.AddHealth();
        builder.Services.AddFlow(new FlowFooting(database.App, settings.Transport, carriers, settings.Texts, roles, keys, VirtualTime: replay is not null) { Intake = settings.Intake, Outward = settings.Outward, Purpose = settings.Purpose, KeysFolder = settings.KeysFolder, KeyForEachExtract = settings.KeyForEachExtract });
        if (replay is not null)
            builder.Services.AddReplay(replay.Clock, replay.Personas, replay.Mailbox);
        else
            builder.Services.AddHangfireClock(DatabaseRoles.ActingAs(database.App, DatabaseRoles.App), roles);

        var web = roles.Contains(Role.Web);
        var signInKeys = Path.Combine(settings.DataFolder, "sign-in-keys");
        if (roles.Contains(Role.Clock) && (replay is null || web) && !settings.Purpose.IsExercise) // a replay that serves nobody is asked for nothing; an exercise is live
            builder.Services.AddHostedService(services => new RehearsalDesk(
                services.GetRequiredService<RehearsalBook>(), database, new SerilogLoggerProvider(log), services.GetRequiredService<ILogger<RehearsalDesk>>()));
        if (web)
        {
            builder.Services.AddSingleton(settings.Map);
            builder.Services.AddConsole(database.App, keys, settings.SignIn);
            // A restart, or a second host on the same folder, must not sign everybody out.
            builder.Services.AddDataProtection().SetApplicationName("reactionplans")
                .PersistKeysToFileSystem(new DirectoryInfo(signInKeys));
        }

        // A replay, a demo and an exercise have their reports from elsewhere.
        var receives = roles.Contains(Role.Intake) && replay is null && !settings.Purpose.IsExercise;
        if (receives)
            builder.Services.AddReportsApi(settings.SignIn);
        var hearsOfCarriers = roles.Contains(Role.Reactions) && replay is null && carriers.ReceiptKeys.Count > 0;
        if (hearsOfCarriers)
            builder.Services.AddReceiptsApi();

        var checks = builder.Services.AddRoleHealth(roles, web ? signInKeys : null);
        if (roles.Contains(Role.Clock) && replay is null)
        {
            builder.Services.AddSingleton<ClockReady>(); // it remembers the last beat
            checks.Add<ClockReady>("clock");
        }

        builder.AddTelemetry(settings.Telemetry, roles);

        var app = builder.Build();
        if (web)
            app.MapConsole();
        if (web && replay is null)
            app.MapClockDashboard();
        if (receives)
            app.MapReportsApi();
        if (hearsOfCarriers)
            app.MapReceiptsApi();
        app.MapHealth();
        app.MapMetrics(roles);
        return app;
    }

    /// <summary>The roles named on the command line; all of them without a word.</summary>
    public static (IReadOnlyList<Role> Roles, Problem? Problem) ReadRoles(string? text, TransportOptions transport)
    {
        var all = Enum.GetValues<Role>();
        if (text is null)
            return (all, null);

        var roles = new List<Role>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Enum.TryParse<Role>(name, ignoreCase: true, out var role) || int.TryParse(name, out _))
                return ([], Problems.RoleUnknown.With(name, string.Join(", ", all.Select(role => role.ToString().ToLowerInvariant()))));
            roles.Add(role);
        }

        return transport.InProcess && roles.Distinct().Count() < all.Length ? ([], Problems.RolesNeedBroker.With()) : (roles, null);
    }
}
