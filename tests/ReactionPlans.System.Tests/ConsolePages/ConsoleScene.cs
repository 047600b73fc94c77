using System.Text.Json;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A Wednesday in two partnerships: one spike to decide, one plan in motion, one ended; nothing at all in the other.</summary>
internal static class ConsoleScene
{
    public const string Partnership = "eksempel";
    public const string OtherPartnership = "naboby";

    private const string Agreement = """
        partnership: { id: ID, name: NAME, municipality: "0751", policeDistrict: oestjylland }
        version: 1
        holdsFrom: 2020-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114", smallestCount: 2 }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true, localGroups: [{ name: Naboer i Viby, url: "https://groups.example.dk/viby", areas: ["8260"] }, { name: Risskov, url: "https://groups.example.dk/risskov", areas: ["8240"] }] }
        areas: { level: postcode, codes: CODES }
        offences: { residential-burglary: ["1320"] }
        criteria:
          - { id: burst, offence: residential-burglary, level: activate, rule: { kind: threshold, atLeast: 5, withinDays: 7, countBy: reported } }
          - { id: slow, offence: residential-burglary, level: watch, rule: { kind: threshold, atLeast: 8, withinDays: 28, countBy: reported } }
        decision: { mode: police, deadlineHours: 4, onDeadline: escalate, deputies: [duty] }
        plan:
          - { id: letters, party: municipality, responsible: lead, reaction: letter, template: residents-burst, atHours: 0 }
          - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
          - { id: post, party: municipality, responsible: lead, reaction: local-post, template: local-post, atHours: 2, dueHours: 24 }
          - { id: station, party: police, responsible: coordinator, reaction: mobile-station, visits: 2, hours: 3, withinDays: 7,
              gate: { step: letters, informedShare: 0.9, askAfterHours: 48 }, otherwise: { place: supermarket, withStep: post } }
          - { id: walk, party: municipality, responsible: lead, reaction: task, task: tryghedsvandring, dueDays: 14 }
        end: { maximumDays: 42, allClear: true }
        people:
          - { id: coordinator, role: police-coordinator, name: Karen Koordinator, mail: koordinator@example.dk }
          - { id: duty, role: police-duty, name: Vagthavende, mail: vagt@example.dk }
          - { id: lead, role: municipal-lead, name: Peter Projektleder, mail: lead@example.dk }
        """;

    public static readonly Guid Decide = StableId.Of("spike/decide");
    public static readonly Guid Runs = StableId.Of("spike/runs");
    public static readonly Guid Over = StableId.Of("spike/over");

    public static Guid EndedPlan => StableId.OfActivation(Over);

    public static readonly Guid RunningPlan = StableId.OfActivation(Runs);

    public static async Task Set(TestDatabase database)
    {
        var now = TestDatabase.Start.UtcDateTime;
        await AddAgreement(database, Partnership, "Eksempel (ikke en indgået aftale)", """["8240", "8260", "8920", "8355"]""", now);
        await AddAgreement(database, OtherPartnership, "Naboby", """["9999"]""", now);
        await database.Execute("""
            insert into intake.area (level, code, name, geometry, changed_at, shape_number)
            select 'postcode', code, name, format('{"type":"Polygon","coordinates":[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]}', west, south, west + 0.06, south + 0.04), @now, 1
            from (values ('8240', 'Risskov', 10.2, 56.18), ('8260', 'Viby J', 10.14, 56.14), ('8920', 'Randers NV', 9.99, 56.46), ('8355', 'Solbjerg', 10.08, 56.12)) as area (code, name, west, south)
            """, new { now });
        await AddReports(database, "8240", [1, 0, 2, 1, 0, 1, 1, 5], now);
        await AddReports(database, "8260", [0, 1, 1, 0, 3, 6, 2, 1], now);
        await AddReports(database, "8920", [2, 1, 0, 0, 1, 0, 0, 0], now);

        await AddSpike(database, Decide, "8240", 5, new DateOnly(2026, 3, 4), null);
        await AddSpike(database, Runs, "8260", 6, new DateOnly(2026, 2, 17), null);
        await AddSpike(database, Over, "8920", 7, new DateOnly(2025, 12, 1), new DateOnly(2026, 1, 3));
        await database.Execute("""
            insert into decision.question (spike_id, partnership_id, agreement_version, mode, state, asked_at, round_asked_at, round, asked_people, deadline_at)
            values (@Decide, @Partnership, 1, 'Police', 'Open', @now - interval '1 hour', @now - interval '1 hour', 1, '{coordinator}', @now + interval '3 hours')
            """, new { Decide, Partnership, now });
        await AddActivation(database, Runs, "8260", now.AddDays(-2.5), null);
        await AddActivation(database, Over, "8920", new DateTime(2025, 12, 1, 9, 0, 0, DateTimeKind.Utc), new DateOnly(2026, 1, 3));
        await AddTasks(database, StableId.OfActivation(Runs), now);
        await AddDeliveries(database, StableId.OfActivation(Runs), now);
    }

    /// <summary>A daily source that missed a day in February and is silent since 1 March, and a weekly one that delivered today.</summary>
    public static Task FallSilent(TestDatabase database) =>
        database.Execute("""
            insert into detection.feed_day (area_group, source, day, reports, verdict, silent_since, chance)
            select @Partnership, source, day, reports, case when reports > 0 then 'Reported' when source = 'politi' then 'Gap' else 'Expected' end,
                case when reports > 0 then null when day >= '2026-03-01' then '2026-03-01'::date else day end, 1
            from (
                select 'politi' as source, day::date, case when day::date = '2026-02-10' or day::date >= '2026-03-01' then 0 else 2 end as reports
                from generate_series('2025-10-01'::timestamp, '2026-03-03', interval '1 day') as day
                union all
                select 'test', day::date, case when extract(isodow from day) = 3 then 1 else 0 end
                from generate_series('2025-10-01'::timestamp, '2026-03-03', interval '1 day') as day) as seen
            """, new { Partnership });

    /// <summary>Three rows of the partnership's source that could not be taken in, and one of a source that is nobody's here.</summary>
    public static Task Reject(TestDatabase database) =>
        database.Execute("""
            insert into intake.row_origin (name, kind, header, separator, digest)
            values ('uge-9.csv', 'csv', '{reference,offence,reported_at,area_code}', ';', '\x00');
            insert into intake.rejected_row (source, file, line, problem_number, danish, english, raw, received_at, origin_id)
            values ('test', 'uge-9.csv', 12, 1006, 'Feltet ''reported_at'' kan ikke læses: ''01-13-2026''. Der ventes en dato.', 'e', 'R1;1320;01-13-2026;8240', @now, 1),
                ('test', 'uge-9.csv', 14, 1006, 'Feltet ''reported_at'' kan ikke læses: ''02-13-2026''. Der ventes en dato.', 'e', 'R2;1320;02-13-2026;8240', @now, 1),
                ('test', 'uge-9.csv', 90, 1011, 'Rækken kan ikke læses: 2 celler, 4 kolonner', 'e', '<b>R3</b>;"1320', @now, 1),
                ('andres', 'andres.csv', 2, 1006, 'Feltet kan ikke læses.', 'e', 'X1', @now, null)
            """, new { now = TestDatabase.Start.UtcDateTime });

    private static Task AddAgreement(TestDatabase database, string id, string name, string codes, DateTime now) =>
        database.Execute("""
            insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, imported_at,
                accepted_by_police, accepted_by_police_at, accepted_by_municipality, accepted_by_municipality_at)
            values (@id, 1, @yaml, '2020-01-01', 'postcode', @areas, @now, 'coordinator', @now, 'lead', @now)
            """, new { id, now, areas = JsonSerializer.Deserialize<string[]>(codes), yaml = Agreement.Replace("ID", id).Replace("NAME", name).Replace("CODES", codes) });

    private static Task AddReports(TestDatabase database, string area, int[] weeks, DateTime now) =>
        database.Execute("""
            with place as (select id from intake.area where code = @area),
            wanted as (
                select row_number() over () as number, @today::date - (8 - week)::int * 7 as day
                from unnest(@weeks) with ordinality as of_week (reports, week), generate_series(1, reports)),
            report as (
                insert into intake.report (source, reference) select 'test', @area || '-' || number from wanted returning id, reference),
            revision as (
                insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash)
                select report.id, 1, false, day, day, '1320', false, day, day, ''::bytea
                from report join wanted on reference = @area || '-' || number returning report_id)
            insert into intake.report_area (report_id, revision, area_id)
            select report_id, 1, place.id from revision, place
            """, new { area, weeks, today = DateOnly.FromDateTime(now) });

    private static Task AddSpike(TestDatabase database, Guid id, string area, int count, DateOnly firedOn, DateOnly? endedOn) =>
        database.Execute("""
            insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence, ended_on, end_reason)
            select @id, @Partnership, 1, 'burst', 'Activate', area.id, @firedOn::date, @firedOn::date, @evidence::jsonb, @endedOn::date, case when @endedOn::date is null then null else 'fallen' end
            from intake.area where code = @area;
            insert into detection.criterion_state (partnership_id, criterion_id, area_id, phase, fired_on, count_at_firing, clear_days, ended_on, escalated, rule_key, spike_id)
            select @Partnership, 'burst', area.id, case when @endedOn::date is null then 'Fired' else 'Closed' end, @firedOn::date, @count, 0, @endedOn::date, false, '', @id
            from intake.area where code = @area
            """, new
        {
            id,
            Partnership,
            area,
            count,
            firedOn,
            endedOn,
            evidence = $$"""
                {"count": {{count}}, "atLeast": 5, "windowDays": 7, "from": "{{firedOn.AddDays(-6):yyyy-MM-dd}}", "to": "{{firedOn:yyyy-MM-dd}}",
                 "knownBefore": "2026-03-04T12:00:00Z", "dayIsOver": false, "usual": 0.9, "references": ["R1", "R2"]}
                """,
        });

    private static Task AddActivation(TestDatabase database, Guid spike, string area, DateTime startedAt, DateOnly? endedOn) =>
        database.Execute("""
            insert into activation.activation (id, spike_id, partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month,
                started_at, maximum_ends_at, spike_ended_on, ended_at, ended_on, end_reason)
            select @id, @spike, @Partnership, 1, 'burst', area.id, @startedAt::timestamptz::date, date_trunc('month', @startedAt::timestamptz), @startedAt::timestamptz,
                @startedAt::timestamptz + interval '42 days', @endedOn::date, @endedOn::date, @endedOn::date, case when @endedOn::date is null then null else 'fallen' end
            from intake.area where code = @area;
            insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id, ended_at)
            select id, partnership_id, area_id, spike_id, ended_at from activation.activation where id = @id
            """, new { id = StableId.OfActivation(spike), spike, Partnership, area, startedAt, endedOn });

    private static Task AddTasks(TestDatabase database, Guid activation, DateTime now) =>
        database.Execute("""
            insert into activation.task (activation_id, partnership_id, step_id, step_order, party, responsible, reaction, task_name, starts_at, due_at, remind_at, escalate_at, state, settled_at, settled_by,
                gate_step, gate_informed_share, gate_ask_at, gate_asked_at, otherwise_site_kind, otherwise_step)
            values
                (@activation, @Partnership, 'letters', 0, 'Municipality', 'lead', 'Letter', null, @now - interval '60 hours', @now - interval '36 hours', @now - interval '36 hours', @now - interval '36 hours' + interval '1 day', 'Open', null, null, null, null, null, null, null, null),
                (@activation, @Partnership, 'friends', 1, 'Police', 'coordinator', 'NeighbourMessage', null, @now - interval '60 hours', @now - interval '36 hours', @now - interval '36 hours', @now - interval '36 hours' + interval '1 day', 'Done', @now - interval '59 hours', 'reactionplans', null, null, null, null, null, null),
                (@activation, @Partnership, 'post', 2, 'Municipality', 'lead', 'LocalPost', null, @now - interval '58 hours', @now + interval '2 hours', @now + interval '2 hours', @now + interval '2 hours' + interval '1 day', 'Open', null, null, null, null, null, null, null, null),
                (@activation, @Partnership, 'station', 3, 'Police', 'coordinator', 'MobileStation', null, @now - interval '60 hours', @now + interval '7 days', @now + interval '7 days', @now + interval '7 days' + interval '1 day', 'Waiting', null, null, 'letters', 0.9, @now - interval '12 hours', @now - interval '12 hours', 'supermarket', 'post'),
                (@activation, @Partnership, 'walk', 4, 'Municipality', 'lead', 'Task', 'tryghedsvandring', @now - interval '60 hours', @now + interval '12 days', @now + interval '12 days', @now + interval '12 days' + interval '1 day', 'Open', null, null, null, null, null, null, null, null);
            insert into reactions.local_post (activation_id, partnership_id, step_id, text, prepared_at)
            values (@activation, @Partnership, 'post', E'Der er anmeldt flere indbrud i Viby J.\nHar du set noget? Ring 114.', @now)
            """, new { activation, Partnership, now });

    private static Task AddDeliveries(TestDatabase database, Guid activation, DateTime now) =>
        database.Execute("""
            insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only, informed_at)
            select '2026-03-01'::date, plumbing.stable_id('letter/' || number), @activation, @Partnership, 'letters', 'Letter', 'Resident', plumbing.stable_id('resident/' || number)::text,
                case when number > 190 then 'print' else 'digital-post' end, 'residents-burst', 'da',
                case when number <= 174 or number > 190 then 'Accepted' else 'Planned' end, @now::timestamptz, true,
                case when number <= 174 then @now - interval '1 hour' when number > 190 then @now + interval '2 days' end::timestamptz
            from generate_series(1, 200) as number
            union all
            select '2026-03-01'::date, plumbing.stable_id('friend/' || number), @activation, @Partnership, 'friends', 'NeighbourMessage', 'NeighbourFriend', number::text,
                'mail', 'friends-burst', 'da', 'Accepted', @now::timestamptz, true, @now::timestamptz
            from generate_series(1, 12) as number
            """, new { activation, Partnership, now });
}
