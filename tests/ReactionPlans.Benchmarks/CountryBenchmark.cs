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

    private const string Partnership = "landet";

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

    /// <summary>Areas in a grid; reports spread evenly over areas and days, in the order they came in, each somewhere in its square.</summary>
    private static async Task Fill(MeasuringDatabase database, int areas, CancellationToken stopping)
    {
        await using var connection = await database.Superuser.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into intake.area (level, code, name, geometry, changed_at, shape_number)
            select 'own', to_char(number, 'FM00000'), 'Område ' || number, format('{"type":"Polygon","coordinates":[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]}',
                west, south, west + 0.02, south + 0.01), now(), 1
            from (select number, 8.2 + number % 90 * 0.02 as west, 55 + number / 90 * 0.01 as south from generate_series(1, @areas) as number) as placed;
            insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, imported_at, accepted_by_police, accepted_by_police_at, accepted_by_municipality, accepted_by_municipality_at)
            select @Partnership, 1, replace(replace(@yaml, 'ID', @Partnership), 'CODES', to_json(array_agg(code order by code))::text), '2020-01-01', 'own', array_agg(code order by code), now(), 'coordinator', now(), 'lead', now()
            from intake.area;
            insert into intake.report (source, reference) select 'maalt', 'R' || number from generate_series(1, @reports) as number;
            insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash, latitude, longitude)
            select id, 1, false, at, at, '1320', false, at, at::date, ''::bytea, 55 + area / 90 * 0.01 + random() * 0.01, 8.2 + area % 90 * 0.02 + random() * 0.02
            from (
                select id, now() - interval '1 day' * (1 + (count(*) over () - row_number() over (order by id))::double precision / count(*) over () * @Years * 365) as at,
                    1 + (hashint8(id + 7) & 2147483647) % @areas as area
                from intake.report) as spread;
            insert into intake.report_area (report_id, revision, area_id)
            select report.id, 1, (select min(id) - 1 from intake.area) + 1 + (hashint8(report.id + 7) & 2147483647) % @areas from intake.report;
            """, new { areas, Partnership, Years, reports = areas * Years * ReportsPerAreaYear, yaml = Agreement }, commandTimeout: 600, cancellationToken: stopping));
        await connection.ExecuteAsync(new CommandDefinition("vacuum analyze", commandTimeout: 600, cancellationToken: stopping));
    }

    private const string Agreement = """
        partnership: { id: ID, name: Målt, municipality: "0751", policeDistrict: oestjylland }
        version: 1
        holdsFrom: 2020-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114" }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true }
        areas: { level: own, codes: CODES }
        offences: { residential-burglary: ["1320"] }
        criteria:
          - { id: burst, offence: residential-burglary, level: activate, rule: { kind: threshold, atLeast: 8, withinDays: 14, countBy: reported } }
          - { id: times, offence: residential-burglary, level: watch, rule: { kind: ratio, atLeastTimes: 4.2, withinWeeks: 2, luckAtMost: 0.0001 } }
          - { id: close, offence: residential-burglary, level: watch, rule: { kind: near-repeat, atLeast: 4, withinMetres: 200, withinDays: 7 } }
          - { id: pooled, offence: residential-burglary, level: watch, rule: { kind: pooled-windows, luckAtMost: 0.00001, atLeast: 3 } }
          - { id: bound, offence: residential-burglary, level: watch, rule: { kind: ears, method: C2, alpha: 0.00001 } }
        decision: { mode: police, deadlineHours: 4, onDeadline: escalate, deputies: [duty] }
        plan:
          - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
        end: { maximumDays: 42, allClear: true }
        people:
          - { id: coordinator, role: police-coordinator, name: Karen Koordinator, mail: koordinator@example.dk }
          - { id: duty, role: police-duty, name: Vagthavende, mail: vagt@example.dk }
          - { id: lead, role: municipal-lead, name: Peter Projektleder, mail: lead@example.dk }
        """;
}
