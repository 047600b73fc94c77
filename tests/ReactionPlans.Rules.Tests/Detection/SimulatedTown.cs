using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>A town whose truth is known: what is chance in it, and what is an outbreak.</summary>
internal static class SimulatedTown
{
    public const int Areas = 30;
    private const double SideMetres = 2000;

    public static readonly DateOnly First = new(2016, 1, 4);

    /// <summary>Rates of 0.05 to 0.34 a day, with season, weekdays and a gamma factor of shape ten for each area and three weeks; known a day or two later.</summary>
    /// <param name="outbreaksPerYear">In each area: nine burglaries within ten days and 150 m.</param>
    public static IReadOnlyList<LoggedReport> Reports(int seed, int years, double outbreaksPerYear)
    {
        var random = new Random(seed);
        var log = new List<LoggedReport>();
        for (var area = 0; area < Areas; area++)
        {
            var (factor, begins) = (1.0, random.Next(21));
            for (var day = First; day < First.AddYears(years); day = day.AddDays(1))
            {
                if (day == First || (day.DayNumber + begins) % 21 == 0)
                    factor = Enumerable.Range(0, 10).Sum(_ => -Math.Log(1 - random.NextDouble())) / 10;
                var season = 1 + 0.4 * Math.Cos(2 * Math.PI * (day.DayOfYear - 10) / 365.25);
                var weekday = day.DayOfWeek == DayOfWeek.Sunday ? 0.5 : 6.5 / 6;
                for (var number = Poisson(random, (0.05 + 0.01 * area) * season * weekday * factor); number > 0; number--)
                    Add(area, day, random.NextDouble() * SideMetres, random.NextDouble() * SideMetres);
                if (random.NextDouble() < outbreaksPerYear / 365.25)
                    Outbreak(area, day);
            }
        }

        return log;

        void Outbreak(int area, DateOnly begins)
        {
            var (x, y) = (random.NextDouble() * SideMetres, random.NextDouble() * SideMetres);
            for (var number = 0; number < 9; number++)
                Add(area, begins.AddDays(random.Next(10)), x + random.NextDouble() * 100, y + random.NextDouble() * 100);
        }

        void Add(int area, DateOnly day, double x, double y) =>
            log.Add(new LoggedReport(log.Count, $"S{log.Count}", 1, false, day.AddDays(random.Next(3)), "1320", false, day, null, null, 10_000 * area + x, y, [area]));
    }

    public static BacktestInput Input(IReadOnlyList<LoggedReport> log, DateOnly from, DateOnly to, params Criterion[] criteria) => new(
        new Agreement(
            new Partnership("p", "P", "0751", "oestjylland"), 1, First, null, new Sender("s", "c", "114"), null, new Channels(true, true, [], true), new CoveredAreas("square", null),
            new Dictionary<string, Offence> { ["burglary"] = new("burglary", ["1320"], true) }, criteria,
            new DecisionRule(DecisionMode.Automatic, 1, OnDeadline.Activate, []), [], new EndRule(42, true), [], []),
        [.. Enumerable.Range(0, Areas).Select(area => new JudgedArea($"{area:D2}", SideMetres * SideMetres))], log, null, from, to);

    public static Criterion Agreed(string id, Rule rule) => new(id, "burglary", CriterionLevel.Activate, rule);

    private static int Poisson(Random random, double mean)
    {
        var count = -1;
        for (double product = 1, limit = Math.Exp(-mean); product > limit; product *= random.NextDouble())
            count++;
        return count;
    }
}
