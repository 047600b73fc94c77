namespace ReactionPlans.Rules.Detection;

/// <summary>A circle over the last days.</summary>
/// <param name="Places">Places in the circle, counted outwards from its centre.</param>
internal readonly record struct Cylinder(int Places, double RadiusMetres, int Days, int Count, double Expected, double Statistic);

/// <summary>All cylinders of one scan. Which places lie in which circle never changes while the times are shuffled, so it is found once.</summary>
internal sealed class ScanCylinders
{
    private const int Nobody = -1;

    private readonly SpaceTimePermutationParameters parameters;
    private readonly int[] places;
    private readonly int[][] neighbours;
    private readonly double[][] distances;
    private readonly int[] casesAt;
    private readonly int[] casesWithin;

    private readonly int[] newestAt;
    private readonly int[] nextAtSamePlace;
    private readonly int[] byAge;
    private readonly Cylinder[] bests;

    /// <param name="places">The place of each single burglary.</param>
    /// <param name="ages">Its age in days, 0 on the last day.</param>
    public ScanCylinders(ReadOnlySpan<PlanePoint> locations, int[] places, int[] ages, SpaceTimePermutationParameters parameters, CancellationToken stopping)
    {
        (this.places, this.parameters) = (places, parameters);
        casesAt = new int[locations.Length];
        foreach (var place in places)
            casesAt[place]++;
        casesWithin = new int[parameters.MaximumDays];
        foreach (var age in ages.Where(age => age < casesWithin.Length))
            casesWithin[age]++;
        for (var day = 1; day < casesWithin.Length; day++)
            casesWithin[day] += casesWithin[day - 1];

        newestAt = new int[locations.Length];
        nextAtSamePlace = new int[places.Length];
        byAge = new int[parameters.MaximumDays];
        bests = new Cylinder[locations.Length];
        Array.Fill(newestAt, Nobody);

        (neighbours, distances) = (new int[locations.Length][], new double[locations.Length][]);
        var grid = new PlaceGrid(locations, [.. Enumerable.Range(0, locations.Length)], parameters.MaximumRadiusMetres);
        for (var centre = 0; centre < locations.Length; centre++)
        {
            stopping.ThrowIfCancellationRequested();
            (neighbours[centre], distances[centre]) = Around(centre, locations, grid);
        }
    }

    public ReadOnlySpan<int> Circle(int centre, int size) => neighbours[centre].AsSpan(0, size);

    /// <summary>The strongest cylinder around each centre for one order of the times; statistic 0 where none holds more than expected.
    /// Of equally strong ones the smallest and then the shortest. The answer is overwritten by the next call.</summary>
    public Cylinder[] BestAtEach(ReadOnlySpan<int> ages)
    {
        for (var one = 0; one < ages.Length; one++)
        {
            if (ages[one] < parameters.MaximumDays)
                (nextAtSamePlace[one], newestAt[places[one]]) = (newestAt[places[one]], one);
        }

        for (var centre = 0; centre < neighbours.Length; centre++)
            bests[centre] = BestAround(centre, ages);

        for (var one = 0; one < ages.Length; one++)
            newestAt[places[one]] = Nobody;
        return bests;
    }

    private Cylinder BestAround(int centre, ReadOnlySpan<int> ages)
    {
        var best = default(Cylinder);
        var (inCircle, recent) = (0, 0);
        for (var at = 0; at < neighbours[centre].Length; at++)
        {
            var place = neighbours[centre][at];
            inCircle += casesAt[place];
            if (newestAt[place] == Nobody)
                continue; // as many in the cylinder as without this place, and more expected: weaker
            if (recent == 0)
                Array.Clear(byAge);
            for (var one = newestAt[place]; one != Nobody; one = nextAtSamePlace[one])
            {
                byAge[ages[one]]++;
                recent++;
            }

            if (recent >= parameters.MinimumReports)
                Deepen(ref best, inCircle, at + 1, distances[centre][at]);
        }

        return best;
    }

    /// <summary>Tries every length over one circle.</summary>
    private void Deepen(ref Cylinder best, int inCircle, int size, double radius)
    {
        var count = 0;
        for (var days = 1; days <= parameters.MaximumDays; days++)
        {
            count += byAge[days - 1];
            if (byAge[days - 1] == 0 && days != parameters.MinimumDays)
                continue; // no more in the cylinder than a day before, and no less expected
            if (days < parameters.MinimumDays || count < parameters.MinimumReports)
                continue;
            var expected = (double)inCircle * casesWithin[days - 1] / places.Length;
            var statistic = LogLikelihoodRatio(count, expected, places.Length);
            if (statistic > best.Statistic)
                best = new Cylinder(size, radius, days, count, expected, statistic);
        }
    }

    private static double LogLikelihoodRatio(int count, double expected, int total)
    {
        if (count <= expected)
            return 0;
        var outside = total - count;
        return count * Math.Log(count / expected) + (outside == 0 ? 0 : outside * Math.Log(outside / (total - expected)));
    }

    /// <summary>Places by distance, then number, as long as the circle holds no more than its share of all burglaries.</summary>
    private (int[] Places, double[] Distances) Around(int centre, ReadOnlySpan<PlanePoint> locations, PlaceGrid grid)
    {
        var near = new List<(double Distance, int Place)>();
        var (column, row) = grid.CellOf(locations[centre]);
        for (var x = column - 1; x <= column + 1; x++)
        {
            for (var y = row - 1; y <= row + 1; y++)
            {
                foreach (var place in grid.In(x, y))
                {
                    if (locations[centre].DistanceTo(locations[place]) is var distance && distance <= parameters.MaximumRadiusMetres)
                        near.Add((distance, place));
                }
            }
        }

        near.Sort();
        var (held, size) = (0, 0);
        while (size < near.Count && (held += casesAt[near[size].Place]) <= parameters.MaximumShare * places.Length)
            size++;
        return ([.. near.Take(size).Select(one => one.Place)], [.. near.Take(size).Select(one => one.Distance)]);
    }
}
