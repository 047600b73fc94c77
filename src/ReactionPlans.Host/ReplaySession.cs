using System.Security.Cryptography;
using System.Text;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;
using Serilog.Extensions.Logging;
using Spectre.Console;

namespace ReactionPlans.Host;

/// <summary>A host on virtual time, from its database to the summary: what demo and replay share.</summary>
internal sealed class ReplaySession : IAsyncDisposable
{
    private readonly DatabaseHome home;
    private readonly ReplayState state;
    private readonly DemoMailbox? mailbox;
    private readonly IDisposable log;

    private ReplaySession(DatabaseHome home, WebApplication host, ReplayState state, bool isFresh, DemoMailbox? mailbox, IDisposable log) =>
        (this.home, Host, this.state, IsFresh, this.mailbox, this.log) = (home, host, state, isFresh, mailbox, log);

    public WebApplication Host { get; }

    /// <summary>False: an earlier run was cut short, and this one goes on where it stood.</summary>
    public bool IsFresh { get; }

    /// <param name="kind">DatabaseHome.Demo or DatabaseHome.Replay: the private database, and the folder the letters go to.</param>
    public static async Task<(ReplaySession? Session, Problem? Problem)> Open(
        Settings settings, string kind, ReplayInput input, PersonaList personas, IReadOnlyCollection<Role> roles, string? address, CancellationToken stopping)
    {
        var (keys, noKeys) = settings.Keys();
        if (keys is null)
            return (null, noKeys);

        var log = Logs.Create(settings, quiet: true);
        using var loggers = new SerilogLoggerFactory(log);
        var (home, unavailable) = await DatabaseHome.Open(settings, kind, loggers.CreateLogger("database"), stopping);
        if (home is null)
            return (null, unavailable);

        var (state, fresh, problem) = await ReplayState.Prepare(home.Migrator, NameOf(input), DanishTime.StartOf(input.From), TimeProvider.System, stopping);
        if (problem is not null)
        {
            await home.DisposeAsync();
            return (null, problem);
        }

        if (!settings.Transport.InProcess)
            await MessageBus.DeployTopology(settings.Transport, stopping);
        var waiting = fresh || settings.Transport.InProcess ? 0 : await MessageBus.CountWaiting(settings.Transport, stopping);
        var letters = Path.Combine(settings.DataFolder, kind, "letters");
        if (fresh)
        {
            if (!settings.Transport.InProcess)
                await MessageBus.EmptyQueues(settings.Transport, stopping);
            if (Directory.Exists(letters))
                Directory.Delete(letters, recursive: true);
        }

        var clock = new VirtualClock(state!.Clock);
        var mailbox = kind == DatabaseHome.Demo ? await DemoMailbox.Open(letters, clock, stopping) : null;
        var carriers = ToFolder(letters) with { Rest = mailbox?.Address ?? new RestOptions() };
        var host = Startup.Build(settings, carriers, home, keys, roles, log, address, new Replay(clock, personas, mailbox?.Mailbox));
        host.Services.GetRequiredService<MessagesUnderWay>().Expect(waiting);
        return (new ReplaySession(home, host, state, fresh, mailbox, (IDisposable)log), null);
    }

    /// <summary>Runs the days with a progress bar.</summary>
    public async Task<(Summary? Summary, IReadOnlyList<Problem> Problems)> Run(ReplayInput input, CancellationToken stopping) =>
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var days = progress.AddTask("Gør klar", maxValue: 1);
                var told = new Progress<ReplayProgress>(at =>
                {
                    days.Description = Markup.Escape(at.Doing);
                    days.Value = at.Share ?? 0;
                });
                return await Host.Services.GetRequiredService<ReplayRun>().Run(input, state, told, stopping);
            });

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (mailbox is not null)
            await mailbox.DisposeAsync();
        await home.DisposeAsync();
        log.Dispose();
    }

    /// <summary>A replay writes to nobody: whatever carriers are configured, everything goes to a folder that the next run empties; the demo's letters by way of its mailbox.</summary>
    private static CarrierOptions ToFolder(string letters) => new() { Folder = new FolderOptions { Path = letters, WaitForDisk = false } };

    /// <summary>The same files, of the same size, over the same days, are the same replay.</summary>
    private static string NameOf(ReplayInput input)
    {
        string?[] files = [input.Agreement, input.Areas, input.Reports, input.Map, input.ReportDays, input.Residents, input.NeighbourFriends, input.Stations, input.Sites];
        var named = string.Join('|', files.Select(file => file is null || !File.Exists(file) ? "-" : $"{Path.GetFullPath(file)}:{new FileInfo(file).Length}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(named)))[..12];
        return $"{input.From:yyyy-MM-dd}/{input.To:yyyy-MM-dd}/{hash}";
    }
}
