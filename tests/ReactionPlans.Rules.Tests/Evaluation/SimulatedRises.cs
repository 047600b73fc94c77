using MathNet.Numerics.Distributions;
using ReactionPlans.Rules.Evaluation;

namespace ReactionPlans.Rules.Tests.Evaluation;

/// <summary>
/// A district's years with low seasonal counts and waves that end by themselves. In some areas a plan starts whenever the rule holds and takes a share of
/// what comes in the next four weeks; in the others nothing is done.
/// </summary>
internal sealed class SimulatedRises
{
    public const int WindowDays = 7;

    private const int Days = 4 * 365, YearDays = 365, QuietDays = 28;
    private const int After = ComparisonEpisodes.AfterDays;

    private readonly Random random;
    private readonly double effect;
    private readonly double[] season = new double[Days];

    /// <summary>One activation: the count that set it off, and what it is held against.</summary>
    public sealed record Activation(int Area, int AtFiring, ActivatedEpisode Episode);

    public List<Activation> Activations { get; } = [];

    /// <param name="effect">The share of reports that is left: 0.6 is 40 % fewer.</param>
    public SimulatedRises(int seed, double effect, int withPlan, int without, int atLeast)
    {
        random = new Random(seed);
        this.effect = effect;
        var compared = Enumerable.Range(0, without).Select(_ => Area(planAt: null).Counts).ToList();
        var district = new int[Days + 1];
        for (var day = 0; day < Days; day++)
            district[day + 1] = district[day] + compared.Sum(counts => counts[day]);
        for (var day = YearDays; day + After < Days; day++)
            season[day] = (district[day + 1 + After] - district[day + 1] + 16) / ((district[day + 1] - district[day + 1 - YearDays]) * After / 365.0 + 16);

        var rises = new Dictionary<int, List<ComparisonEpisode>>();
        for (var area = 0; area < withPlan; area++)
        {
            var (counts, fired) = Area(planAt: atLeast);
            foreach (var day in fired.Where(day => day >= YearDays + WindowDays && day + After < Days))
            {
                var count = Window(counts, day);
                if (!rises.TryGetValue(count, out var found))
                    rises[count] = found = [.. compared.SelectMany((other, index) => Rises(other, index, count))];
                Activations.Add(new Activation(area, count,
                    new ActivatedEpisode(Sum(counts, day + 1 - After, day + 1), Sum(counts, day + 1, day + 1 + After), ComparisonEpisodes.Match(Expected(counts, day), found))));
            }
        }
    }

    private IEnumerable<ComparisonEpisode> Rises(int[] counts, int area, int count)
    {
        var last = -QuietDays - 1;
        for (var day = WindowDays; day < Days; day++)
        {
            var now = Window(counts, day);
            if (now < count || counts[day] == 0)
                continue;
            if (day - last > QuietDays && day >= YearDays + WindowDays && day + After < Days && now <= Math.Max(count, (int)(count * 1.1)))
                yield return new ComparisonEpisode($"{area}/{day}", Expected(counts, day), Sum(counts, day + 1 - After, day + 1), Sum(counts, day + 1, day + 1 + After));
            last = day;
        }
    }

    /// <summary>The area's mean of the year before the window, at the season that the district shows.</summary>
    private double Expected(int[] counts, int day) => Sum(counts, day - WindowDays + 1 - YearDays, day - WindowDays + 1) * After / 365.0 * season[day];

    private (int[] Counts, List<int> Fired) Area(int? planAt)
    {
        var level = Math.Exp(Normal.Sample(random, Math.Log(1.5), 0.7)) / After;
        var wave = Waves();
        var counts = new int[Days];
        var fired = new List<int>();
        int planUntil = -1, clear = 0, calmFrom = 0;
        var running = false;
        for (var day = 0; day < Days; day++)
        {
            var atThisTime = 1 + 0.35 * Math.Cos(2 * Math.PI * (day % 365 - 350) / 365);
            var rate = (level + wave[day]) * atThisTime * (day <= planUntil ? effect : 1);
            counts[day] = Poisson.Sample(random, rate);
            if (planAt is not { } limit || day < WindowDays)
                continue;
            var now = Window(counts, day);
            if (running)
            {
                clear = now <= limit / 2 ? clear + 1 : 0;
                if (clear >= 14)
                    (running, calmFrom) = (false, day + 14);
            }
            else if (day >= calmFrom && now >= limit)
            {
                (running, clear, planUntil) = (true, 0, day + After);
                fired.Add(day);
            }
        }

        return (counts, fired);
    }

    /// <summary>One wave a year: two weeks long on average, but of any length, with three burglaries a week on average, but from none to ten.</summary>
    private double[] Waves()
    {
        var wave = new double[Days];
        for (var day = 0; day < Days; day++)
        {
            if (random.NextDouble() > 1.0 / 365)
                continue;
            var length = (int)Exponential.Sample(random, 1.0 / 14);
            var rate = Gamma.Sample(random, 2, 2 / 3.0) / 7;
            for (var on = day; on < Math.Min(day + length, Days); on++)
                wave[on] += rate;
        }

        return wave;
    }

    private static int Window(int[] counts, int day) => Sum(counts, day + 1 - WindowDays, day + 1);

    private static int Sum(int[] counts, int from, int to)
    {
        var sum = 0;
        for (var day = Math.Max(from, 0); day < to; day++)
            sum += counts[day];
        return sum;
    }
}
