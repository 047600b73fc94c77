using System.Globalization;
using Dapper;
using Npgsql;

namespace ReactionPlans.Benchmarks;

/// <summary>What measurements have in the database: squares in a grid as areas, partnerships over them, and years of reports in them.</summary>
internal static class MeasuredAreas
{
    private const int Patience = 600;

    public static string CodeOf(int area) => area.ToString("D5", CultureInfo.InvariantCulture);

    /// <summary>A partnership over areas side by side; those that are not there yet are drawn.</summary>
    /// <param name="first">Number of the first area.</param>
    /// <param name="agreement">Of <see cref="Agreement"/>.</param>
    public static Task Settle(NpgsqlConnection connection, string partnership, int first, int areas, string agreement) => connection.ExecuteAsync("""
        insert into intake.area (level, code, name, geometry, changed_at, shape_number)
        select 'own', to_char(number, 'FM00000'), 'Område ' || number, format('{"type":"Polygon","coordinates":[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]}',
            west, south, west + 0.02, south + 0.01), now(), 1
        from (select number, 8.2 + number % 90 * 0.02 as west, 55 + number / 90 * 0.01 as south from generate_series(@first, @first + @areas - 1) as number) as placed
        order by number
        on conflict do nothing;
        insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, imported_at, accepted_by_police, accepted_by_police_at, accepted_by_municipality, accepted_by_municipality_at)
        select @partnership, 1, replace(replace(@agreement, 'ID', @partnership), 'CODES', to_json(codes)::text), '2020-01-01', 'own', codes, now(), 'coordinator', now(), 'lead', now()
        from (select array_agg(to_char(number, 'FM00000') order by number) as codes from generate_series(@first, @first + @areas - 1) as number) as its
        """, new { partnership, first, areas, agreement }, commandTimeout: Patience);

    /// <summary>Reports spread evenly over areas and days until yesterday, each somewhere in its square, stored in the order they came in; then the database is left as one that has lived through the years.</summary>
    /// <param name="areas">How many there are; the first has number 1.</param>
    public static async Task Report(NpgsqlConnection connection, int areas, int years, int reportsPerAreaYear, CancellationToken stopping)
    {
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into intake.report (source, reference) select 'maalt', 'R' || number from generate_series(1, @reports) as number;
            insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash, latitude, longitude)
            select id, 1, false, at, at, '1320', false, at, at::date, ''::bytea, 55 + area / 90 * 0.01 + random() * 0.01, 8.2 + area % 90 * 0.02 + random() * 0.02
            from (
                select id, now() - interval '1 day' * (1 + (count(*) over () - row_number() over (order by id))::double precision / count(*) over () * @years * 365) as at,
                    1 + (hashint8(id + 7) & 2147483647) % @areas as area
                from intake.report) as spread;
            insert into intake.report_area (report_id, revision, area_id)
            select report.id, 1, area.id
            from intake.report join intake.area on area.level = 'own' and area.code = to_char(1 + (hashint8(report.id + 7) & 2147483647) % @areas, 'FM00000')
            order by report.id
            """, new { areas, years, reports = areas * years * reportsPerAreaYear }, commandTimeout: Patience, cancellationToken: stopping));
        await connection.ExecuteAsync(new CommandDefinition("vacuum analyze", commandTimeout: Patience, cancellationToken: stopping));
    }

    /// <param name="decision">In flow style: <c>mode: police, deadlineHours: 4, onDeadline: escalate</c>.</param>
    /// <param name="letters">Whether the plan writes to residents; it always writes to neighbour friends.</param>
    /// <param name="criteria">Each in flow style without its offence: <c>id: burst, level: activate, rule: { ... }</c>.</param>
    public static string Agreement(string decision, bool letters, params string[] criteria) => $$"""
        partnership: { id: ID, name: Målt, municipality: "0751", policeDistrict: oestjylland }
        version: 1
        holdsFrom: 2020-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114", smallestCount: 2 }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true, atNight: true }
        areas: { level: own, codes: CODES }
        offences: { residential-burglary: ["1320"] }
        criteria:
        {{string.Join('\n', criteria.Select(criterion => $"  - {{ offence: residential-burglary, {criterion} }}"))}}
        decision: { {{decision}}, deputies: [duty] }
        plan:
        {{(letters ? "  - { id: letters, party: municipality, responsible: lead, reaction: letter, template: residents-burst, atHours: 0 }\n" : "")}}  - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
        end: { maximumDays: 42, allClear: true }
        people:
          - { id: coordinator, role: police-coordinator, name: Karen Koordinator, mail: koordinator@example.dk }
          - { id: duty, role: police-duty, name: Vagthavende, mail: vagt@example.dk }
          - { id: lead, role: municipal-lead, name: Peter Projektleder, mail: lead@example.dk }
        """;
}
