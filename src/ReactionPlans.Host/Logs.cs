using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace ReactionPlans.Host;

/// <summary>Where the log goes: the terminal, and a compact JSON file for each day in the data folder. Ids only, never personal data.</summary>
internal static class Logs
{
    /// <param name="quiet">A command that draws its own progress leaves the terminal to warnings.</param>
    public static Serilog.ILogger Create(Settings settings, bool quiet) =>
        new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            .MinimumLevel.Override("MassTransit", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .Enrich.With<WithoutLinks>()
            .WriteTo.Console(restrictedToMinimumLevel: quiet ? LogEventLevel.Error : LogEventLevel.Information, formatProvider: null)
            .WriteTo.File(
                new CompactJsonFormatter(), Path.Combine(settings.DataFolder, "logs", "reactionplans-.json"),
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: 30)
            .CreateLogger();
}
