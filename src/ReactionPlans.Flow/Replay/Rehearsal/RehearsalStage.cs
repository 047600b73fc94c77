using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>Where a rehearsal plays: a whole flow of its own in a throwaway database, on virtual time, with messages in process and no way out.</summary>
/// <param name="owner">A login that may act as the throwaway database's owner.</param>
public sealed class RehearsalStage(string owner, ILoggerProvider log)
{
    /// <returns>One outcome for each agreement, or the problems that kept it from starting.</returns>
    public async Task<(IReadOnlyList<RehearsalOutcome> Outcomes, IReadOnlyList<Problem> Problems)> Play(
        RehearsalTown town, PersonaList personas, int seed, IProgress<ReplayProgress> progress, CancellationToken stopping)
    {
        progress.Report(new ReplayProgress("Gør øvelsens database klar", null));
        // A name that no other run has: what an earlier rehearsal left gives way, and data that no rehearsal put there are never touched.
        var (_, _, problem) = await ReplayState.Prepare(owner, $"rehearsal/{Guid.CreateVersion7()}", DanishTime.StartOf(town.From), TimeProvider.System, stopping);
        if (problem is not null)
            return ([], [problem]);

        using var host = Build(new VirtualClock(DanishTime.StartOf(town.From)), personas);
        var folder = Directory.CreateTempSubdirectory("reactionplans-rehearsal-").FullName;
        try
        {
            await host.StartAsync(stopping);
            return await host.Services.GetRequiredService<RehearsalRun>().Run(town, folder, seed, progress, stopping);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <remarks>Nothing of the configuration comes in here: no carrier, no broker, no key of the installation's. Its people are invented, so is the key.
    /// It acts as the database's owner: nobody else's rows lie there, and a statement is planned without the policies of row-level security, which took a seventh of a rehearsal.</remarks>
    private IHost Build(VirtualClock clock, PersonaList personas)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning);
        var key = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        builder.Services.AddFlow(new FlowFooting(
            owner, new TransportOptions(), new CarrierOptions(), new TextOptions(), [.. Enum.GetValues<Role>().Where(role => role != Role.Web)], key, VirtualTime: true)
        {
            ActsAs = DatabaseRoles.Owner,
        });
        builder.Services.AddRehearsal(clock, personas);
        return builder.Build();
    }
}
