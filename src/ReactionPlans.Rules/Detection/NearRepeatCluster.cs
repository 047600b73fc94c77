namespace ReactionPlans.Rules.Detection;

/// <summary>A burglary as near-repeat rules see it.</summary>
/// <param name="Known">When it first became known, in days; what is known last is the newest.</param>
/// <param name="From">Earliest time it can have happened, in days from the same origin.</param>
/// <param name="To">Latest time, at least <paramref name="From"/>.</param>
public readonly record struct DatedPlace(PlanePoint Place, double Known, double From, double To)
{
    /// <summary>A burglary whose time is known, at once.</summary>
    public static DatedPlace At(double x, double y, double time) => new(new PlanePoint(x, y), time, time, time);

    /// <summary>Days between two burglaries at the least: 0 where they can have happened at the same time.</summary>
    public double GapTo(DatedPlace other) => Math.Max(0, Math.Max(other.From - To, From - other.To));
}

/// <summary>How many, how near and how soon.</summary>
public sealed record NearRepeatParameters
{
    /// <summary>Fewest burglaries, the newest included; at least 1. Pairs (2) fire several times a year everywhere.</summary>
    public int MinimumReports { get; init; } = 3;

    /// <summary>Farthest from the newest, in metres, included; at least 0.</summary>
    public double RadiusMetres { get; init; } = 200;

    /// <summary>Longest gap to the newest, in days, included; at least 0.</summary>
    public double WindowDays { get; init; } = 7;

    /// <summary>The wider rule for watching: 4 within 400 m and 14 days.</summary>
    public static NearRepeatParameters Watch { get; } = new() { MinimumReports = 4, RadiusMetres = 400, WindowDays = 14 };
}

/// <summary>Enough burglaries near the newest of them.</summary>
/// <param name="Anchor">Number of the newest burglary.</param>
/// <param name="Members">Numbers of all, rising, the anchor included.</param>
public sealed record NearRepeatCluster(int Anchor, IReadOnlyList<int> Members, double RadiusMetres, double WindowDays)
{
    public int Count => Members.Count;
}

/// <summary>Finds near-repeat clusters: a burglary raises the risk of the next in the same streets for some weeks.</summary>
/// <remarks>Bowers, Johnson and Pease 2004 (Brit. J. Criminology 44:641); Johnson et al. 2007 (J. Quant. Criminol. 23:201): within 200 m for two weeks at least.
/// The anchor is the newest burglary, and every member is measured from it, so a chain does not grow without end.
/// Built in n log n; each question looks only at the burglaries of about that time in nine cells.</remarks>
public sealed class NearRepeatSearch
{
    private readonly DatedPlace[] burglaries;
    private readonly NearRepeatParameters parameters;
    private readonly PlaceGrid grid;
    private readonly double longest;

    /// <param name="burglaries">In any order; their numbers are their positions here. None is allowed.</param>
    /// <exception cref="ArgumentException">A place or time is not a finite number, an interval ends before it begins, or a parameter is out of bounds.</exception>
    public NearRepeatSearch(IEnumerable<DatedPlace> burglaries, NearRepeatParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.MinimumReports, 1, nameof(parameters));
        if (!(parameters.RadiusMetres >= 0 && parameters.RadiusMetres <= PlanePoint.FarthestMetres && parameters.WindowDays >= 0))
            throw new ArgumentException($"Within {parameters.RadiusMetres} m and {parameters.WindowDays} days is no rule.", nameof(parameters));
        this.parameters = parameters;
        this.burglaries = [.. burglaries];

        foreach (var one in this.burglaries)
        {
            one.Place.Require(nameof(burglaries));
            if (!(double.IsFinite(one.Known) && double.IsFinite(one.From) && double.IsFinite(one.To) && one.From <= one.To))
                throw new ArgumentException($"A burglary known on {one.Known}, from {one.From} to {one.To}, has no time.", nameof(burglaries));
            longest = Math.Max(longest, one.To - one.From);
        }

        // Each cell lists its burglaries by their end, so that those of about one time stand together.
        int[] order = [.. Enumerable.Range(0, this.burglaries.Length).OrderBy(number => this.burglaries[number].To)];
        grid = new PlaceGrid(Array.ConvertAll(this.burglaries, one => one.Place), order, parameters.RadiusMetres);
    }

    /// <summary>Burglaries near the anchor in space and time, known no later than it, itself included; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No burglary has that number.</exception>
    public int CountAt(int anchor) => Walk(anchor, null);

    /// <summary>The cluster that this burglary is the newest of; null where there are too few.</summary>
    /// <inheritdoc cref="CountAt"/>
    public NearRepeatCluster? At(int anchor)
    {
        if (CountAt(anchor) < parameters.MinimumReports)
            return null;
        var members = new List<int>();
        Walk(anchor, members);
        members.Sort();
        return new NearRepeatCluster(anchor, members, parameters.RadiusMetres, parameters.WindowDays);
    }

    private int Walk(int anchor, List<int>? members)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(anchor);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(anchor, burglaries.Length);
        var newest = burglaries[anchor];
        var (column, row) = grid.CellOf(newest.Place);
        var count = 0;
        for (var x = column - 1; x <= column + 1; x++)
        {
            for (var y = row - 1; y <= row + 1; y++)
            {
                var cell = grid.In(x, y);
                for (var at = FirstEndingFrom(cell, newest.From - parameters.WindowDays); at < cell.Length; at++)
                {
                    var other = burglaries[cell[at]];
                    if (other.To > newest.To + parameters.WindowDays + longest)
                        break; // it and all after it began too late
                    if (!IsNear(newest, other))
                        continue;
                    count++;
                    members?.Add(cell[at]);
                }
            }
        }

        return count;
    }

    private bool IsNear(DatedPlace newest, DatedPlace other) =>
        other.Known <= newest.Known && newest.GapTo(other) <= parameters.WindowDays && newest.Place.DistanceTo(other.Place) <= parameters.RadiusMetres;

    private int FirstEndingFrom(ReadOnlySpan<int> cell, double time)
    {
        var (low, high) = (0, cell.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = burglaries[cell[middle]].To < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
