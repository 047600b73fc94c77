using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReactionPlans.Flow.Files;

namespace ReactionPlans.Flow.Intake;

/// <summary>Looks into every source's folder, again and again. One folder that fails does not keep the others waiting for longer than its look.</summary>
public sealed partial class WatchFolders(
    IntakeOptions options, ImportFile import, IntakePressure pressure, TimeProvider clock, ILogger<WatchFolder> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var folders = options.Folders.Select(folder => (Source: folder.Key, Folder: new WatchFolder(folder.Key, folder.Value, import, pressure, clock, logger))).ToList();
        if (folders.Count == 0)
            return;

        using var looks = new PeriodicTimer(TimeSpan.FromSeconds(options.LookSeconds), clock);
        do
        {
            foreach (var (source, folder) in folders)
                await Look(source, folder, stoppingToken);
        }
        while (await looks.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Look(string source, WatchFolder folder, CancellationToken stopping)
    {
        try
        {
            await folder.Look(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested) // the folder, the file or the database may be away for a while
        {
            LogFailed(exception, source);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder of {Source} is looked into again later")]
    private partial void LogFailed(Exception exception, string source);
}
