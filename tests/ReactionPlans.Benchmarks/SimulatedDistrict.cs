using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Benchmarks;

/// <summary>A district of areas of 4 km² with 0.05 to 0.6 burglaries a day, more of them in winter; a fifth known some days late, a fiftieth withdrawn. Always the
/// same one for the same size.</summary>
internal sealed class SimulatedDistrict
{
    private const double SideMetres = 2000;

    public SimulatedDistrict(int areas, DateOnly first, DateOnly last)
    {
        var random = new Random(1);
        Areas = [.. Enumerable.Range(0, areas).Select(area => new JudgedArea($"{area:D4}", SideMetres * SideMetres))];
        Daily = [.. Areas.Select(_ => new int[last.DayNumber - first.DayNumber + 1])];
        int[][] places = [.. Enumerable.Range(0, areas).Select(area => (int[])[area])];
        double[] rates = [.. Areas.Select(_ => 0.05 + 0.55 * random.NextDouble())];
        for (var day = first; day <= last; day = day.AddDays(1))
            for (var area = 0; area < areas; area++)
            {
                var reports = Poisson(random, rates[area] * (1 + 0.3 * Math.Cos(2 * Math.PI * day.DayOfYear / 365.25)));
                Daily[area][day.DayNumber - first.DayNumber] = reports;
                for (var one = 0; one < reports; one++)
                    Add(random, day, places[area]);
            }
    }

    public IReadOnlyList<JudgedArea> Areas { get; }

    /// <summary>For each area the reports of each day, by the day they were reported.</summary>
    public int[][] Daily { get; }

    public List<LoggedReport> Log { get; } = [];

    private int Reports { get; set; }

    private void Add(Random random, DateOnly reported, int[] areas)
    {
        var known = random.Next(5) == 0 ? reported.AddDays(random.Next(7)) : reported;
        var to = new DateTimeOffset(reported.ToDateTime(new TimeOnly(random.Next(20), 0)), TimeSpan.Zero).AddDays(-random.Next(3));
        var report = new LoggedReport(Reports, $"S-{Reports:D7}", 1, false, known, "1320", false, reported, to.AddHours(-random.Next(60)), to,
            SideMetres * random.NextDouble(), SideMetres * random.NextDouble(), areas);
        Reports++;
        Log.Add(report);
        if (random.Next(50) == 0)
            Log.Add(report with { Revision = 2, Withdrawn = true, KnownOn = known.AddDays(1 + random.Next(10)) });
    }

    /// <summary>By multiplying uniform numbers (Knuth).</summary>
    private static int Poisson(Random random, double mean)
    {
        var count = -1;
        for (double product = 1, limit = Math.Exp(-mean); product > limit; product *= random.NextDouble())
            count++;
        return count;
    }
}
