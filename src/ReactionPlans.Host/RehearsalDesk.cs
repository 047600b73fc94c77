using System.Text.Json;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules;

namespace ReactionPlans.Host;

/// <summary>Plays the rehearsals that people have asked for in the console, one at a time, in a database of their own beside the live one.</summary>
/// <param name="home">The live database: only the record of rehearsals is read and written there.</param>
internal sealed partial class RehearsalDesk(RehearsalBook book, DatabaseHome home, ILoggerProvider log, ILogger<RehearsalDesk> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2), BetweenNotes = TimeSpan.FromSeconds(1), AfterFailure = TimeSpan.FromSeconds(30);

    private sealed class Reached : IProgress<ReplayProgress>
    {
        private double share;

        public double Share => Volatile.Read(ref share);

        public void Report(ReplayProgress value) => Volatile.Write(ref share, value.Share ?? 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await book.Claim(stoppingToken) is { } rehearsal)
                    await Take(rehearsal, stoppingToken);
                await Task.Delay(BetweenLooks, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) // the database is away: what was taken up is found again
            {
                LogWaits(exception);
                await Task.Delay(AfterFailure, CancellationToken.None);
            }
        }
    }

    private async Task Take(ClaimedRehearsal rehearsal, CancellationToken stopping)
    {
        LogBegins(rehearsal.PartnershipId, rehearsal.Version);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var reached = new Reached();
        var noting = NoteUntilLost(rehearsal, reached, lost);
        try
        {
            await Play(rehearsal, reached, lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            LogCalledOff(rehearsal.PartnershipId, rehearsal.Version);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogBroken(exception, rehearsal.PartnershipId, rehearsal.Version);
            await book.Failed(rehearsal, Problems.RehearsalBroken.With(exception.GetType().Name), stopping);
        }
        finally
        {
            await lost.CancelAsync();
            await noting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what it met has ended the rehearsal already
        }
    }

    private async Task Play(ClaimedRehearsal rehearsal, Reached reached, CancellationToken stopping)
    {
        var (place, unavailable) = await home.BesideForRehearsal(1, stopping);
        if (place is null)
        {
            await book.Failed(rehearsal, unavailable!, stopping);
            return;
        }

        await using (place)
        {
            var name = $"{rehearsal.PartnershipId} v{rehearsal.Version}";
            var agreement = AgreementYaml.Read(rehearsal.Yaml, name).Agreement ?? throw new InvalidDataException($"The stored agreement {name} cannot be read.");
            var town = RehearsalTown.Invent([new RehearsalPlan(name, rehearsal.Yaml, agreement)], null, rehearsal.Days, rehearsal.Seed);
            var (outcomes, problems) = await new RehearsalStage(place.Migrator, log).Play(town, PersonaList.Default, rehearsal.Seed, reached, stopping);
            if (problems.Count > 0)
                await book.Failed(rehearsal, problems[0], stopping);
            else
                await book.Done(rehearsal, JsonSerializer.Serialize(outcomes[0], JsonSerializerOptions.Web), outcomes[0].Violations.Count, outcomes[0].Findings.Count, stopping);
            LogEnds(rehearsal.PartnershipId, rehearsal.Version);
        }
    }

    /// <summary>Tells how far it is, and ends it when it is called off or another host's.</summary>
    private async Task NoteUntilLost(ClaimedRehearsal rehearsal, Reached reached, CancellationTokenSource lost)
    {
        try
        {
            while (await book.Note(rehearsal, reached.Share, lost.Token))
                await Task.Delay(BetweenNotes, lost.Token);
        }
        finally
        {
            await lost.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The rehearsal of {Partnership}, version {Version}, begins")]
    private partial void LogBegins(string partnership, int version);

    [LoggerMessage(Level = LogLevel.Information, Message = "The rehearsal of {Partnership}, version {Version}, has ended")]
    private partial void LogEnds(string partnership, int version);

    [LoggerMessage(Level = LogLevel.Information, Message = "The rehearsal of {Partnership}, version {Version}, is called off, or another host's by now")]
    private partial void LogCalledOff(string partnership, int version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The rehearsal of {Partnership}, version {Version}, is broken off")]
    private partial void LogBroken(Exception exception, string partnership, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rehearsals wait for the database")]
    private partial void LogWaits(Exception exception);
}
