using System.Collections.Concurrent;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Replay;

/// <summary>Plays a town's parts side by side, as many at a time as there are databases to play in.</summary>
/// <param name="mostTogether">Agreements in a part, at most.</param>
public sealed class RehearsalStages(IReadOnlyList<RehearsalStage> stages, int mostTogether = RehearsalParts.MostAgreements)
{
    /// <summary>How many stages a town can be played on at once: one for each part that a processor can play.</summary>
    public static int Wanted(RehearsalTown town) => Math.Min(RehearsalParts.Of(town).Count, Environment.ProcessorCount);

    /// <returns>One outcome for each agreement in the town's order, or the problems of a part that could not start.</returns>
    public async Task<(IReadOnlyList<RehearsalOutcome> Outcomes, IReadOnlyList<Problem> Problems)> Play(
        RehearsalTown town, PersonaList personas, int seed, IProgress<ReplayProgress> progress, CancellationToken stopping)
    {
        var parts = RehearsalParts.Of(town, mostTogether);
        var free = new ConcurrentBag<RehearsalStage>(stages);
        var outcomes = new ConcurrentDictionary<string, RehearsalOutcome>();
        var problems = new ConcurrentBag<Problem>();
        var whole = new WholeProgress(parts.Count, progress);
        await Parallel.ForAsync(0, parts.Count, new ParallelOptions { MaxDegreeOfParallelism = stages.Count, CancellationToken = stopping }, async (number, cancelled) =>
        {
            var stage = free.TryTake(out var taken) ? taken : throw new InvalidOperationException("A part is played only where a stage is free.");
            var played = await stage.Play(parts[number], personas, seed, whole.Part(number), cancelled);
            free.Add(stage);
            foreach (var problem in played.Problems)
                problems.Add(problem);
            foreach (var outcome in played.Outcomes)
                outcomes[outcome.PartnershipId] = outcome;
        });
        return problems.IsEmpty ? ([.. town.Plans.Select(plan => outcomes[plan.Agreement.Partnership.Id])], []) : ([], [.. problems]);
    }

    /// <summary>What the parts have done, as one share of the whole.</summary>
    private sealed class WholeProgress(int parts, IProgress<ReplayProgress> whole)
    {
        private readonly double[] shares = new double[parts];

        public IProgress<ReplayProgress> Part(int number) => new PartProgress(this, number);

        private void Report(int number, ReplayProgress part)
        {
            Volatile.Write(ref shares[number], part.Share ?? 0);
            whole.Report(part with { Share = shares.Sum() / parts });
        }

        private sealed class PartProgress(WholeProgress whole, int number) : IProgress<ReplayProgress>
        {
            public void Report(ReplayProgress value) => whole.Report(number, value);
        }
    }
}
