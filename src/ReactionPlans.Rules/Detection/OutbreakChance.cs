using System.Runtime.InteropServices;

namespace ReactionPlans.Rules.Detection;

/// <summary>A burglary of one area, by how many days before the judged day it can have happened.</summary>
/// <param name="Place">NaN where it is not known.</param>
/// <param name="EarliestAgeDays">At least <paramref name="LatestAgeDays"/>.</param>
/// <param name="LatestAgeDays">0 for the judged day itself; at least 0.</param>
public readonly record struct PossibleBurglary(PlanePoint Place, int EarliestAgeDays, int LatestAgeDays)
{
    internal bool HasPlace => !double.IsNaN(Place.X);

    /// <summary>Twice the middle of the days in which it can have happened.</summary>
    internal int TwiceMiddleAge => EarliestAgeDays + LatestAgeDays;

    /// <summary>Share of its days, all alike, that are at most so old: the chance that it happened in them.</summary>
    internal double ShareSince(int ageDays) =>
        Math.Clamp((double)(ageDays - LatestAgeDays + 1) / (EarliestAgeDays - LatestAgeDays + 1), 0, 1);

    /// <summary>Chance that it happened on the same day as another or later, each on any of its days alike.</summary>
    internal double ChanceNotBefore(PossibleBurglary other)
    {
        if (EarliestAgeDays <= other.LatestAgeDays)
            return 1;
        var sum = 0.0;
        for (var age = other.LatestAgeDays; age <= other.EarliestAgeDays; age++)
            sum += ShareSince(age);
        return sum / (other.EarliestAgeDays - other.LatestAgeDays + 1);
    }
}

/// <summary>What is thought of outbreaks and of the burglaries that are there anyway.</summary>
public sealed record OutbreakParameters
{
    /// <summary>Outbreaks of an area in a year before anything is seen; above 0. With one a year a quiet day's chance is a few in a thousand.</summary>
    public double OutbreaksPerYear { get; init; } = 1;

    /// <summary>Burglaries a day that an outbreak adds, each thought as likely as the other: two, four or eight more a week; above 0.</summary>
    public IReadOnlyList<double> ExtraPerDay { get; init; } = [0.3, 0.6, 1.2];

    /// <summary>Share of outbreaks in which each burglary lies near an earlier one; the rest is spread over the area. 0-1.</summary>
    public double NearShare { get; init; } = 0.75;

    /// <summary>Mean distance from a burglary to the next near it, in metres; above 0.</summary>
    public double NearMetres { get; init; } = 100;

    /// <summary>Share of ordinary burglaries that repeat near an earlier one, outbreak or none; at least 0, below 1.</summary>
    public double OrdinaryRepeats { get; init; } = 0.1;

    /// <summary>Mean days from a burglary to its ordinary repeat; above 0.</summary>
    public double OrdinaryRepeatDays { get; init; } = 10;

    /// <summary>Days ago, the judged one included, in which the outbreak can have begun; at least 1, at most <see cref="WindowDays"/>.</summary>
    public int BeginDays { get; init; } = 21;

    /// <summary>Days of burglaries looked at; at least 1.</summary>
    public int WindowDays { get; init; } = 28;

    /// <summary>How busy these weeks can be beside the expected without any outbreak, and how likely that is: a frailty in three steps. Each above 0.</summary>
    public IReadOnlyList<(double Times, double Chance)> Busy { get; init; } = [(0.7, 0.3), (1, 0.45), (1.5, 0.25)];

    /// <summary>Bandwidth in metres of the map of the area's usual burglaries (Gaussian); above 0.</summary>
    public double UsualMetres { get; init; } = 300;

    /// <summary>Burglaries spread evenly over the area that are added to that map, so that a street without any is not impossible; above 0.</summary>
    public double EvenReports { get; init; } = 50;
}

/// <summary>How likely it is that an outbreak has begun, and the one that explains the burglaries best.</summary>
/// <param name="Chance">0-1.</param>
/// <param name="LogStatistic">Logarithm of the Shiryaev-Roberts statistic, in days: what the chance is made of.</param>
/// <param name="BeganDaysAgo">Of the best explanation; 0: on the judged day.</param>
/// <param name="IsNear">Whether its burglaries lie near one another; false: spread over the area.</param>
/// <param name="Members">Numbers of the burglaries that are likelier part of it than not, rising.</param>
/// <param name="Expected">Burglaries to be expected by now in those days, within the circle round the first that holds the members, or in the area.</param>
public readonly record struct OutbreakFinding(double Chance, double LogStatistic, int BeganDaysAgo, bool IsNear, IReadOnlyList<int> Members, double Expected);

/// <summary>Asks whether the burglaries of the last weeks are better explained by an outbreak that has begun on one of these days than by what is usual here.</summary>
/// <remarks>
/// <para>The Shiryaev-Roberts statistic over space and time: the likelihood ratios of an outbreak's beginning on each possible day, added (Shiryaev 1963, Theory Probab.
/// Appl. 8:22; Roberts 1966, Technometrics 8:411; for points in space and time Assunção and Correa 2009, Comput. Stat. Data Anal. 53:2817). With outbreaks of nu a
/// day, nu times the statistic is the odds that one is going on.</para>
/// <para>Usual burglaries come at each place and day with the intensity b = (1 - a) m(t) u(x) + a sum over earlier ones of k(distance) exp(-days / tau) / tau: m what the
/// model expects of the day, u the map of the area's history, and a share a of them repeats near an earlier one. An outbreak adds r burglaries a day. Near: the first lies
/// anywhere, each next one at a distance, exponential in length, from those before it, weighted by how likely each is part of the outbreak (self-exciting; Mohler et al. 2011,
/// J. Am. Stat. Assoc. 106:100). Spread: anywhere in the area. A burglary whose day is not known is in the outbreak with the share of its possible days
/// that lie in it. What an outbreak of s days would have shown by now is r times the sum of F(age), the share of burglaries of that age that are known: expectations
/// are corrected for delay, never the counts.</para>
/// <para>Own combination, measured beside others in docs: detection. Time: burglaries x their neighbours (at most 100)², some ten microseconds for an ordinary area.</para>
/// </remarks>
public static class OutbreakChance
{
    private const double DaysInYear = 365.25;

    /// <summary>Beyond so many mean distances nothing is near: the kernel is below a ten-thousandth.</summary>
    private const double FarthestTimes = 10;

    /// <summary>Judges one area; null where there is no burglary in the window, or nothing is known of what is usual.</summary>
    /// <param name="burglaries">Those that can have happened within the window, in any order; older ones are not looked at.</param>
    /// <param name="history">Where the area's earlier burglaries were: two years, ending 28 days ago so that a rise does not explain itself.</param>
    /// <param name="areaSquareMetres">The area's size; above 0.</param>
    /// <param name="expected">Burglaries expected in the area on each day of the window, the judged one last; NaN or 0: not known.</param>
    /// <param name="shareKnown">F: by age in days, from 0, the share of burglaries known by now; as many as days in the window. Each 0-1.</param>
    /// <exception cref="ArgumentException">A number or parameter is out of bounds.</exception>
    public static OutbreakFinding? Judge(
        ReadOnlySpan<PossibleBurglary> burglaries, ReadOnlySpan<PlanePoint> history, double areaSquareMetres, ReadOnlySpan<double> expected,
        ReadOnlySpan<double> shareKnown, OutbreakParameters parameters)
    {
        Require(burglaries, history, areaSquareMetres, expected, shareKnown, parameters);
        foreach (var mean in expected)
        {
            if (!(mean > 0))
                return null;
        }

        // In order of time, and of place where times are alike, so that the sums do not depend on the order given.
        var order = new List<int>(burglaries.Length);
        for (var number = 0; number < burglaries.Length; number++)
        {
            if (burglaries[number].LatestAgeDays < parameters.WindowDays)
                order.Add(number);
        }

        if (order.Count == 0)
            return null;
        var given = burglaries.ToArray();
        order.Sort((one, other) => InOrder(given[one], given[other]));
        var recent = order.ConvertAll(number => given[number]);

        var usual = new UsualBurglaries(CollectionsMarshal.AsSpan(recent), history, areaSquareMetres, expected, shareKnown, parameters);
        var near = OutbreakNear.Of(usual, parameters);
        var spread = OutbreakSpread.Of(usual, parameters);

        var statistic = new LogSum();
        statistic.Add(Math.Log(parameters.NearShare) + near.LogStatistic);
        statistic.Add(Math.Log(1 - parameters.NearShare) + spread.LogStatistic);
        var best = Math.Log(parameters.NearShare) + near.LogBest >= Math.Log(1 - parameters.NearShare) + spread.LogBest ? near : spread;
        var odds = Math.Exp(statistic.Value + Math.Log(parameters.OutbreaksPerYear / DaysInYear));
        int[] members = [.. best.Members.Select(at => order[at]).Order()];
        return new OutbreakFinding(double.IsPositiveInfinity(odds) ? 1 : odds / (1 + odds), statistic.Value, best.BeganDaysAgo, ReferenceEquals(best, near), members, best.Expected);
    }

    /// <summary>Density of a distance that is exponential in length and of any direction, at one place, per m².</summary>
    /// <remarks>Below 10 m, a house, it does not rise.</remarks>
    internal static double Near(double metres, double meanMetres)
    {
        var distance = Math.Max(metres, 10);
        return distance > FarthestTimes * meanMetres ? 0 : Math.Exp(-distance / meanMetres) / (2 * Math.PI * distance * meanMetres);
    }

    private static int InOrder(PossibleBurglary one, PossibleBurglary other)
    {
        var byTime = (-one.TwiceMiddleAge, -one.LatestAgeDays).CompareTo((-other.TwiceMiddleAge, -other.LatestAgeDays));
        return byTime != 0 ? byTime : (one.Place.X, one.Place.Y).CompareTo((other.Place.X, other.Place.Y));
    }

    private static void Require(
        ReadOnlySpan<PossibleBurglary> burglaries, ReadOnlySpan<PlanePoint> history, double areaSquareMetres, ReadOnlySpan<double> expected,
        ReadOnlySpan<double> shareKnown, OutbreakParameters parameters)
    {
        if (!(areaSquareMetres > 0 && double.IsFinite(areaSquareMetres)))
            throw new ArgumentException($"{areaSquareMetres} m² is no size of an area.", nameof(areaSquareMetres));
        if (!(IsAbove0(parameters.OutbreaksPerYear) && IsAbove0(parameters.NearMetres) && IsAbove0(parameters.OrdinaryRepeatDays) && IsAbove0(parameters.UsualMetres)
              && IsAbove0(parameters.EvenReports) && parameters.NearShare is > 0 and < 1 && parameters.OrdinaryRepeats is >= 0 and < 1
              && parameters.BeginDays >= 1 && parameters.BeginDays <= parameters.WindowDays && parameters.WindowDays <= 365
              && parameters.ExtraPerDay.Count > 0 && parameters.ExtraPerDay.All(IsAbove0)
              && parameters.Busy.Count > 0 && parameters.Busy.All(step => IsAbove0(step.Times) && IsAbove0(step.Chance))))
            throw new ArgumentException("A share, distance or number of days is out of bounds.", nameof(parameters));
        if (expected.Length != parameters.WindowDays || shareKnown.Length != parameters.WindowDays)
            throw new ArgumentException($"{parameters.WindowDays} days, but {expected.Length} expectations and {shareKnown.Length} shares.", nameof(expected));
        foreach (var mean in expected)
        {
            if (mean < 0 || double.IsInfinity(mean))
                throw new ArgumentException($"{mean} burglaries cannot be expected.", nameof(expected));
        }

        foreach (var share in shareKnown)
        {
            if (!(share is >= 0 and <= 1))
                throw new ArgumentException($"{share} is no share.", nameof(shareKnown));
        }

        foreach (var one in burglaries)
        {
            if (!(one.LatestAgeDays >= 0 && one.EarliestAgeDays >= one.LatestAgeDays))
                throw new ArgumentException($"{one.EarliestAgeDays} to {one.LatestAgeDays} days ago is no time.", nameof(burglaries));
            if (one.HasPlace)
                one.Place.Require(nameof(burglaries));
        }

        PlanePoint.RequireAll(history, nameof(history));
    }

    private static bool IsAbove0(double number) => number > 0 && double.IsFinite(number);
}
