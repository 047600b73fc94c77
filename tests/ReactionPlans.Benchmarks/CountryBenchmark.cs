using System.Diagnostics;
using System.Globalization;
using Dapper;
using ReactionPlans.Contracts;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>Every parish, postcode and municipality of the country in one agreement, with five criteria and ten years behind them: judging all of them, and one that has changed, beside counting alone.</summary>
internal static class CountryBenchmark
{
    private const int Areas = 2_839, Years = 10, ReportsPerAreaYear = 9;

    public static async Task<(IReadOnlyList<Comparison> Comparisons, IReadOnlyList<Figure> Figures)> Run(Repetitions plan, CancellationToken stopping)
    {
        await using var database = await MeasuringDatabase.Start(stopping);
        var areas = plan.Of(Areas);
        await Fill(database, areas, stopping);
        var gathering = new Gathering(new Database(database.App, TimeProvider.System, new MessageRoutes(inProcess: false, Hops.All)));
        var (agreements, map) = (new AgreementBook(), new AreaMap());

        var all = await Comparison.Measure("judging the whole country", "areas/s", plan,
            ("counting reports by area and day", () => PerSecond(areas, () => Count(database, stopping))),
            () => PerSecond(areas, () => Judge("true")));
        var one = new List<double>();
        for (var run = 0; run < plan.WarmUps + (4 * plan.Counted); run++)
        {
            var watch = Stopwatch.StartNew();
            await Judge(string.Create(CultureInfo.InvariantCulture, $"code = '{(run % areas) + 1:00000}'"));
            if (run >= plan.WarmUps)
                one.Add(watch.Elapsed.TotalMilliseconds);
        }

        return ([all],
            [
                new Figure(string.Create(CultureInfo.InvariantCulture, $"judging {areas} areas by 5 criteria, 10 years behind them"), areas / all.OursMedian, "s", 2),
                new Figure("judging one changed area of them", Figure.Percentile(one, 50), "ms", 20),
            ]);

        async Task Judge(string changed)
        {
            await using (var connection = await database.Superuser.OpenConnectionAsync(stopping))
                await connection.ExecuteAsync($"""
                    insert into intake.area_change as change (area_id, change_number, changed_at) select id, nextval('intake.change_number'), now() from intake.area where {changed}
                    on conflict (area_id) do update set change_number = excluded.change_number
                    """);
            await TestDatabase.Deliver(new JudgeAreas(gathering, agreements, map), new AreasChanged("measured"));
        }
    }

    private static async Task<double> PerSecond(int areas, Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return areas / watch.Elapsed.TotalSeconds;
    }

    private static async Task Count(MeasuringDatabase database, CancellationToken stopping)
    {
        await using var connection = await database.App.OpenConnectionAsync(stopping);
        var counts = await connection.QueryAsync<(int AreaId, DateOnly Day, int Reports)>("""
            select place.area_id, revision.reported_day, count(*)::int
            from intake.report_area as place join intake.report_revision as revision using (report_id, revision)
            group by 1, 2
            """);
        if (!counts.Any())
            throw new InvalidOperationException("Nothing was counted.");
    }

    private static async Task Fill(MeasuringDatabase database, int areas, CancellationToken stopping)
    {
        await using var connection = await database.Superuser.OpenConnectionAsync(stopping);
        await MeasuredAreas.Settle(connection, "landet", 1, areas, MeasuredAreas.Agreement("mode: police, deadlineHours: 4, onDeadline: escalate", letters: false,
            "id: burst, level: activate, rule: { kind: threshold, atLeast: 8, withinDays: 14, countBy: reported }",
            "id: times, level: watch, rule: { kind: ratio, atLeastTimes: 4.2, withinWeeks: 2, luckAtMost: 0.0001 }",
            "id: close, level: watch, rule: { kind: near-repeat, atLeast: 4, withinMetres: 200, withinDays: 7 }",
            "id: pooled, level: watch, rule: { kind: pooled-windows, luckAtMost: 0.00001, atLeast: 3 }",
            "id: bound, level: watch, rule: { kind: ears, method: C2, alpha: 0.00001 }"));
        await MeasuredAreas.Report(connection, areas, Years, ReportsPerAreaYear, stopping);
    }
}
