using System.Diagnostics;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>Wishes a second for which the mobile stations are planned, beside placing the same visits one after the other, with which each plan begins.</summary>
internal static class StationPlanBenchmark
{
    private const int Stations = 12;
    private const int Activations = 60;

    /// <summary>Plans of single wishes in one measured run.</summary>
    private const int Times = 200;

    private const string Unit = "wishes/s";

    public static async Task<IReadOnlyList<Comparison>> Run(Repetitions plan)
    {
        var district = StationDistrict.Make(Stations, Activations);
        var alone = district with { Wishes = [district.Wishes[0]], Stations = [district.Stations[0]] };
        // Another plan has the crew on its first days: no plan is as cheap as the bound, and the solver is asked.
        var others = district with { Wishes = [.. district.Wishes.Skip(1).Take(4)], Stations = alone.Stations };
        var taken = StationVisits.Plan(others).Where(visit => visit.IsPlaced).Select(visit => visit.In(others.Wishes.First(wish => wish.Id == visit.WishId))!);
        var busy = alone with { Booked = [.. taken] };
        return
        [
            await Measure("plan of one wish, free crew", plan, alone, plan.Of(Times)),
            await Measure("plan of one wish, busy crew", plan, busy, plan.Of(Times)),
            await Measure($"plan of {Activations} wishes, {Stations} stations", plan, district, 1),
        ];
    }

    private static async Task<Comparison> Measure(string name, Repetitions plan, StationDemand demand, int times)
    {
        var (greedy, whole) = (StationVisits.Plan(demand), StationPlan.Make(demand));
        if (StationRules.Broken(demand, whole).Count > 0)
            throw new InvalidOperationException("The plan breaks a rule.");
        await Console.Error.WriteLineAsync($"{name}: {Tell(demand, greedy)} one after the other, {Tell(demand, whole)} planned");
        return await Comparison.Measure(name, Unit, plan, ("placing them one after the other", () => Rate(demand, times, StationVisits.Plan)), () => Rate(demand, times, StationPlan.Make));
    }

    private static string Tell(StationDemand demand, IReadOnlyList<PlacedVisit> plan) =>
        $"{StationCost.Of(demand, plan)} points with {plan.Count(visit => !visit.IsPlaced)} of {plan.Count} visits unplaced";

    private static Task<double> Rate(StationDemand demand, int times, Func<StationDemand, IReadOnlyList<PlacedVisit>> plan)
    {
        var watch = Stopwatch.StartNew();
        for (var time = 0; time < times; time++)
            plan(demand);
        return Task.FromResult(times * demand.Wishes.Count / watch.Elapsed.TotalSeconds);
    }
}
