namespace ReactionPlans.Rules.Detection;

/// <summary>Burglaries of one day at one place.</summary>
/// <param name="Location">Number of the place.</param>
/// <param name="Count">Burglaries; at least 1.</param>
public readonly record struct ScanCase(int Location, DateOnly Day, int Count = 1);

/// <summary>Which cylinders are looked at, and how often chance is asked.</summary>
public sealed record SpaceTimePermutationParameters
{
    /// <summary>Greatest radius in metres; above 0.</summary>
    public double MaximumRadiusMetres { get; init; } = 1000;

    /// <summary>Greatest share of all burglaries in a circle, over the whole study; above 0, at most 1.</summary>
    public double MaximumShare { get; init; } = 0.5;

    /// <summary>Shortest cylinder in days; at least 1.</summary>
    public int MinimumDays { get; init; } = 1;

    /// <summary>Longest cylinder in days; at least <see cref="MinimumDays"/>.</summary>
    public int MaximumDays { get; init; } = 28;

    /// <summary>Fewest burglaries in a cylinder; at least 1.</summary>
    public int MinimumReports { get; init; } = 3;

    /// <summary>Random orders of the times; at least 1.</summary>
    public int Replications { get; init; } = 999;

    /// <summary>The same seed gives the same p values.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>More burglaries in a circle, up to the last day, than its place and those days explain.</summary>
/// <param name="Centre">Number of the place in the middle.</param>
/// <param name="Locations">Numbers of all places in the circle, rising, those without burglaries in the days too.</param>
/// <param name="Members">Numbers of the cases in the cylinder, rising.</param>
/// <param name="Count">Burglaries in the cylinder.</param>
/// <param name="Expected">(burglaries in the circle) x (burglaries in the days) / (all burglaries).</param>
/// <param name="Statistic">Logarithm of the likelihood ratio; above 0.</param>
/// <param name="P">Chance that the strongest cluster anywhere would be as strong by luck; 0-1, above 0.</param>
public sealed record SpaceTimeCluster(
    int Centre, double RadiusMetres, DateOnly FirstDay, DateOnly LastDay, IReadOnlyList<int> Locations, IReadOnlyList<int> Members, int Count,
    double Expected, double Statistic, double P)
{
    /// <summary>Days between two such clusters by luck alone, when the scan runs once a day.</summary>
    public double RecurrenceDays => 1 / P;
}

/// <summary>The prospective space-time permutation scan: every circle around every place, over the last days up to each length. It needs no dwellings, and
/// whatever is always so in a place, or everywhere at a time, explains itself.</summary>
/// <remarks>Kulldorff et al. 2005 (PLoS Medicine 2:e59), answering as SaTScan 10.3.2 does. Places equally far away enter a circle one at a time, in the order of
/// their numbers. Chance: the times are shuffled among all burglaries, and the strongest cylinder is found again.</remarks>
public static class SpaceTimePermutationScan
{
    /// <summary>Ten years of a large police district.</summary>
    public const int MostBurglaries = 100_000;

    /// <summary>The strongest clusters that share no place, strongest first; none where no cylinder holds more than expected and the fewest allowed.</summary>
    /// <param name="locations">Every place once; the same coordinates twice are two places.</param>
    /// <param name="cases">In any order; all within <paramref name="firstDay"/> to <paramref name="lastDay"/>.</param>
    /// <param name="lastDay">The day on which every cylinder ends.</param>
    /// <param name="progress">Told the random orders done so far.</param>
    /// <exception cref="ArgumentException">A place is not finite numbers, a case is of no such place, outside the study, or not of 1 to
    /// <see cref="MostBurglaries"/> burglaries in all, or a parameter is out of bounds.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public static IReadOnlyList<SpaceTimeCluster> Run(
        ReadOnlySpan<PlanePoint> locations, ReadOnlySpan<ScanCase> cases, DateOnly firstDay, DateOnly lastDay, SpaceTimePermutationParameters parameters,
        IProgress<int>? progress = null, CancellationToken stopping = default) =>
        Find(locations, cases, firstDay, lastDay, parameters, asked: null, luckAtMost: 1, progress, stopping);

    /// <summary>The same for one who asks of some clusters whether luck explains them: it shuffles no longer than the answer hangs on it.</summary>
    /// <param name="asked">Whether a cluster, whose chance is not known yet, is wanted; null: all are.</param>
    /// <param name="luckAtMost">Once the chance of the strongest wanted cluster must be above this, shuffling stops, and chances are told from the orders so far, above it as well.</param>
    /// <inheritdoc cref="Run"/>
    internal static IReadOnlyList<SpaceTimeCluster> Find(
        ReadOnlySpan<PlanePoint> locations, ReadOnlySpan<ScanCase> cases, DateOnly firstDay, DateOnly lastDay, SpaceTimePermutationParameters parameters,
        Predicate<SpaceTimeCluster>? asked, double luckAtMost, IProgress<int>? progress = null, CancellationToken stopping = default)
    {
        var total = Require(locations, cases, firstDay, lastDay, parameters);
        var (places, ages) = (new List<int>(total), new List<int>(total));
        foreach (var one in cases)
        {
            places.AddRange(Enumerable.Repeat(one.Location, one.Count));
            ages.AddRange(Enumerable.Repeat(lastDay.DayNumber - one.Day.DayNumber, one.Count));
        }

        var cylinders = new ScanCylinders(locations, [.. places], [.. ages], parameters, stopping);
        int[] order = [.. ages];
        var clusters = new List<SpaceTimeCluster>();
        foreach (var (centre, best, circle) in Apart(cylinders, cylinders.BestAtEach(order)))
        {
            var cluster = ClusterOf(centre, best, circle, cases);
            if (asked is null || asked(cluster))
                clusters.Add(cluster);
        }

        if (clusters.Count == 0)
            return [];
        var byLuck = new List<double>(parameters.Replications);
        var shuffle = new SeededShuffle(parameters.Seed);
        var asStrong = 0;
        // With b as strong in all R orders p is (b + 1) / (R + 1): b never falls, and in fewer orders p is greater still.
        while (byLuck.Count < parameters.Replications && asStrong + 1 <= luckAtMost * (parameters.Replications + 1))
        {
            stopping.ThrowIfCancellationRequested();
            shuffle.Shuffle<int>(order);
            byLuck.Add(cylinders.BestAtEach(order).Max(best => best.Statistic));
            asStrong += byLuck[^1] >= clusters[0].Statistic ? 1 : 0;
            progress?.Report(byLuck.Count);
        }

        return [.. clusters.Select(cluster => cluster with { P = (byLuck.Count(luck => luck >= cluster.Statistic) + 1.0) / (byLuck.Count + 1.0) })];

        SpaceTimeCluster ClusterOf(int centre, Cylinder best, ReadOnlySpan<int> circle, ReadOnlySpan<ScanCase> cases)
        {
            int[] inside = [.. circle];
            Array.Sort(inside);
            var since = lastDay.AddDays(1 - best.Days);
            var members = new List<int>();
            for (var number = 0; number < cases.Length; number++)
            {
                if (cases[number].Day >= since && Array.BinarySearch(inside, cases[number].Location) >= 0)
                    members.Add(number);
            }

            return new SpaceTimeCluster(centre, best.RadiusMetres, since, lastDay, inside, members, best.Count, best.Expected, best.Statistic, double.NaN);
        }
    }

    /// <summary>The best cylinder of each centre, strongest first, without those whose circle meets a stronger one's. The same places around several
    /// centres are equally strong: the first centre gives the circle its name and radius, as in SaTScan.</summary>
    private static List<(int Centre, Cylinder Best, int[] Circle)> Apart(ScanCylinders cylinders, ReadOnlySpan<Cylinder> bests)
    {
        var ranked = bests.ToArray().Select((best, centre) => (centre, best)).Where(one => one.best.Statistic > 0)
            .OrderByDescending(one => one.best.Statistic).ThenBy(one => one.centre);
        var (taken, apart) = (new HashSet<int>(), new List<(int, Cylinder, int[])>());
        foreach (var (centre, best) in ranked)
        {
            var circle = cylinders.Circle(centre, best.Places).ToArray();
            if (circle.Any(taken.Contains))
                continue;
            taken.UnionWith(circle);
            apart.Add((centre, best, circle));
        }

        return apart;
    }

    private static int Require(
        ReadOnlySpan<PlanePoint> locations, ReadOnlySpan<ScanCase> cases, DateOnly firstDay, DateOnly lastDay, SpaceTimePermutationParameters parameters)
    {
        if (!(parameters.MaximumRadiusMetres > 0 && parameters.MaximumRadiusMetres <= PlanePoint.FarthestMetres && parameters.MaximumShare is > 0 and <= 1
              && parameters.MinimumDays >= 1 && parameters.MaximumDays >= parameters.MinimumDays && parameters.MinimumReports >= 1
              && parameters.Replications >= 1))
            throw new ArgumentException($"A scan cannot be run with {parameters}.", nameof(parameters));
        if (parameters.MaximumDays > lastDay.DayNumber - firstDay.DayNumber + 1)
            throw new ArgumentException($"Cylinders of {parameters.MaximumDays} days are longer than the study, {firstDay:O} to {lastDay:O}.", nameof(parameters));

        PlanePoint.RequireAll(locations, nameof(locations));
        long total = 0;
        foreach (var one in cases)
        {
            if (one.Location < 0 || one.Location >= locations.Length || one.Day < firstDay || one.Day > lastDay || one.Count < 1)
                throw new ArgumentException($"{one} is no case of the study, {firstDay:O} to {lastDay:O}, with {locations.Length} places.", nameof(cases));
            total += one.Count;
        }

        return total <= MostBurglaries ? (int)total
            : throw new ArgumentException($"{total} burglaries; at most {MostBurglaries} can be shuffled.", nameof(cases));
    }
}
