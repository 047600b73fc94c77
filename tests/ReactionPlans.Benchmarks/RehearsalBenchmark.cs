using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ReactionPlans.Flow.Replay;

namespace ReactionPlans.Benchmarks;

/// <summary>A year of fifty agreements, rehearsed with the real code: the seconds it takes beside the minute it may take on two cores.</summary>
internal static class RehearsalBenchmark
{
    private const int Agreements = 50, Days = 365, Seed = 1, MostSeconds = 60;

    /// <returns>Whether it kept within the minute. A quick run tells that it works, and nothing of the minute.</returns>
    public static async Task<bool> Run(bool quick, bool statements, CancellationToken stopping)
    {
        var (agreements, days) = quick ? (5, 60) : (Agreements, Days);
        await using var database = await MeasuringDatabase.Start(stopping);
        using var times = StatementTimes.Listen(statements);
        using var self = Process.GetCurrentProcess();
        var cpuBefore = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();

        var town = RehearsalTown.Invent(RehearsedAgreements.Make(agreements), null, days, Seed);
        var places = new List<string> { database.SuperuserConnectionString };
        while (places.Count < RehearsalStages.Wanted(town))
            places.Add(await database.Another($"rehearsal_{places.Count + 1}", stopping));
        var (outcomes, problems) = await new RehearsalStages([.. places.Select(place => new RehearsalStage(place, NullLoggerProvider.Instance))])
            .Play(town, PersonaList.Default, Seed, new Progress<ReplayProgress>(), stopping);
        if (problems.Count > 0)
            throw new InvalidOperationException(problems[0].ToString());

        self.Refresh();
        var (seconds, cpu) = (watch.Elapsed.TotalSeconds, (self.TotalProcessorTime - cpuBefore).TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rehearsal: {agreements} agreements x {days} days in {seconds:0.0} s (at most {MostSeconds} s for {Agreements} x {Days} on two cores); {cpu:0.0} s of processor in the program, {Environment.ProcessorCount} cores"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  plans started {outcomes.Sum(outcome => outcome.Activations.Count)}, letters {outcomes.Sum(outcome => outcome.Letters)}, messages {outcomes.Sum(outcome => outcome.Messages)}, visits {outcomes.Sum(outcome => outcome.Visits)}, broken promises {outcomes.Sum(outcome => outcome.Violations.Count)}"));
        times?.Tell();
        return quick || seconds <= MostSeconds;
    }
}
