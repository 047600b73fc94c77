using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Access;

/// <summary>
/// Two partnerships, "alfa" in area 1 and "beta" in area 2, with a row of each in every table that holds rows of a partnership.
/// Written past every grant; what is theirs is told by <see cref="RowsOf"/>.
/// </summary>
internal static class TwoPartnerships
{
    public static readonly string[] Names = ["alfa", "beta"];

    /// <summary>For each table the condition by which a row is one partnership's: :partnership, :area (its number and code) and :other stand for it.</summary>
    public static readonly IReadOnlyDictionary<string, string> RowsOf = new Dictionary<string, string>
    {
        ["agreements.version"] = "partnership_id = :partnership",
        ["agreements.shown_backtest"] = "partnership_id = :partnership",
        ["agreements.rehearsal"] = "partnership_id = :partnership",
        ["agreements.review_notice"] = "partnership_id = :partnership",
        ["exercises.exercise"] = "partnership_id = :partnership",
        ["detection.judged"] = "partnership_id = :partnership",
        ["detection.judged_area"] = "partnership_id = :partnership",
        ["detection.criterion_state"] = "partnership_id = :partnership",
        ["detection.spike"] = "partnership_id = :partnership",
        ["detection.feed_day"] = "area_group = :partnership",
        ["detection.feed_silence"] = "partnership_id = :partnership",
        ["detection.district_rise"] = "partnership_id = :partnership",
        ["detection.feed_ended"] = "source = :partnership",
        ["decision.question"] = "partnership_id = :partnership",
        ["decision.answer"] = "partnership_id = :partnership",
        ["decision.sealed_reason"] = "partnership_id = :partnership",
        ["decision.used_link"] = "partnership_id = :partnership",
        ["decision.joint"] = "id = plumbing.stable_id(:partnership)",
        ["decision.joint_member"] = "partnership_id = :partnership",
        ["activation.activation"] = "partnership_id = :partnership",
        ["activation.covered_area"] = "partnership_id = :partnership",
        ["activation.joined_spike"] = "partnership_id = :partnership",
        ["activation.task"] = "partnership_id = :partnership",
        ["activation.task_answer"] = "partnership_id = :partnership",
        ["activation.end_answer"] = "partnership_id = :partnership",
        ["activation.correction"] = "partnership_id = :partnership",
        ["reactions.station_visit"] = "partnership_id = :partnership",
        ["reactions.visit_revision"] = "partnership_id = :partnership",
        ["reactions.local_post"] = "partnership_id = :partnership",
        ["delivery.delivery"] = "partnership_id = :partnership",
        ["evaluation.closing_report"] = "partnership_id = :partnership",
        ["evaluation.effect_episode"] = "partnership_id = :partnership",
        ["evaluation.effect"] = "partnership_id = :partnership",
        ["evaluation.station_confirmation"] = "partnership_id = :partnership",
        ["evaluation.verdict"] = "partnership_id = :partnership",
        ["intake.report"] = "source = :partnership",
        ["intake.report_revision"] = "report_id = :area",
        ["intake.report_area"] = "area_id = :area",
        ["intake.area_change"] = "area_id = :area",
        ["intake.report_day"] = "source = :partnership",
        ["intake.rejected_row"] = "source = :partnership",
        ["intake.row_origin"] = "name = :partnership",
        ["reactions.resident"] = "household = :partnership",
        ["reactions.resident_area"] = "area_id = :area",
        ["reactions.neighbour_friend"] = "id = :partnership",
        ["reactions.neighbour_friend_area"] = "area_id = :area",
        ["reactions.friend_choice"] = "partnership_id = :partnership",
        ["delivery.bounced_address"] = "neighbour_friend_id = :partnership",
        ["outward.journal"] = "partnership_id = :partnership",
        ["outward.event"] = "partnership_id = :partnership",
        ["outward.webhook"] = "partnership_id = :partnership",
        ["access.last_seen"] = "partnership_id = :partnership",
        ["access.audit_entry"] = "partnership_id = :partnership",
        ["access.audit_head"] = "chain = :partnership",
    };

    public static async Task Settle(TestDatabase database)
    {
        await database.Execute("""
            insert into intake.area (level, code, name, geometry, changed_at, shape_number)
            values ('postcode', '1', 'Et', '{}', @now, 1), ('postcode', '2', 'To', '{}', @now, 2), ('postcode', '3', 'Ingens', '{}', @now, 3);
            insert into intake.area_version (area_id, shape_number, name, geometry, known_at) select id, shape_number, name, geometry, changed_at from intake.area;
            insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('s', 'Station', 'mon 10:00-12:00', 1, @now);
            insert into reactions.site (id, name, kind, latitude, longitude, imported_at) values ('t', 'Torv', 'square', 56, 10, @now);
            insert into reactions.station_booking (station_id, uid, starts_at, ends_at, kind, noted_at) values ('s', 'u', @now, @now + interval '1 hour', 'Calendar', @now);
            insert into intake.school_holiday (municipality, name, first_day, last_day, known_at) values ('0751', 'efterårsferie', '2026-10-10', '2026-10-18', @now);
            insert into plumbing.outbox (message_id, type, body, created_at) values (gen_random_uuid(), 'Test', '{}', @now);
            insert into plumbing.inbox (message_id, consumer, taken_at) values (gen_random_uuid(), 'test', @now);
            insert into plumbing.stuck_message (message_id, consumer, type, body, error, stuck_at) values (gen_random_uuid(), 'test', 'Test', '{}', 'test', @now);
            insert into plumbing.lookup_mark (mark) values ('test');
            insert into plumbing.keys_folder (mark) values (gen_random_uuid());
            insert into reactions.erasure (id, erased_at) values (gen_random_uuid(), @now);
            insert into plumbing.replay (name, clock, prepared, finished) values ('test', @now, true, true);
            insert into detection.feed_judged (through_day) values ('2026-03-03');
            insert into delivery.receipt_cursor (carrier, cursor, read_at) values ('post', '1', @now);
            insert into delivery.unknown_receipt (carrier, delivery_id, channel, kind, at, heard_at) values ('post', gen_random_uuid(), 'digital-post', 'read', @now, @now);
            insert into intake.api_key (id, name, sources, secret_hash, created_at) values ('k', 'Test', '{alfa}', sha256(''), @now);
            insert into access.person_key (id, partnership_id, person_id, secret_hash, created_at) values ('p', 'alfa', 'p', sha256(''), @now);
            insert into access.attempt (subject, tried_at, last_at) values ('\x00', '{}', @now);
            insert into access.account (user_name, password_hash, created_at) values ('karen', '', @now);
            insert into access.membership (user_name, partnership_id, person_id, created_at) values ('karen', 'alfa', 'p', @now);
            """, new { now = TestDatabase.Start.UtcDateTime });
        for (var area = 1; area <= Names.Length; area++)
            await AddPartnership(database, Names[area - 1], area);
    }

    private static Task AddPartnership(TestDatabase database, string partnership, int area) => database.Execute("""
        insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, imported_at)
            values (@partnership, 1, '', '2020-01-01', 'postcode', array[@area::text], @now);
        insert into agreements.shown_backtest (partnership_id, version, person_id, shown_at, shown_how, activations, fingerprint)
            values (@partnership, 1, 'p', @now, 'nothing-stored', 0, '');
        insert into agreements.rehearsal (id, partnership_id, version, asked_by, asked_at, days, seed, state)
            values (plumbing.stable_id(@partnership), @partnership, 1, 'p', @now, 365, 1, 'Waiting');
        insert into agreements.review_notice (id, partnership_id, version, review_by, told_at) values (plumbing.stable_id(@partnership), @partnership, 1, '2026-03-01', @now);
        insert into exercises.exercise (id, partnership_id, area_id, criterion_id, started_by, started_at) values (plumbing.stable_id(@partnership), @partnership, @area, 'burst', 'p', @now);
        insert into intake.report (source, reference) values (@partnership, 'R1');
        insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash)
            values (@area, 1, false, @now, @now, '1320', false, @now, '2026-03-04', '');
        insert into intake.report_area (report_id, revision, area_id) values (@area, 1, @area);
        insert into intake.area_change (area_id, change_number) values (@area, @area);
        insert into intake.report_day (source, day) values (@partnership, '2026-03-04');
        insert into intake.row_origin (name, kind, header, separator, digest) values (@partnership, 'csv', '{reference}', ',', convert_to(@partnership, 'UTF8'));
        insert into intake.rejected_row (source, file, line, problem_number, danish, english, raw, received_at, origin_id)
            values (@partnership, 'f.csv', 2, 1001, 'd', 'e', @partnership, @now, @area);
        insert into detection.judged (partnership_id, through_day) values (@partnership, '2026-03-03');
        insert into detection.judged_area (partnership_id, area_id, change_number) values (@partnership, @area, 1);
        insert into detection.criterion_state (partnership_id, criterion_id, area_id, phase, count_at_firing, clear_days, escalated, rule_key)
            values (@partnership, 'burst', @area, 'Fired', 5, 0, false, '');
        insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence)
            values (plumbing.stable_id(@partnership), @partnership, 1, 'burst', 'Activate', @area, '2026-03-04', @now, '{"references": ["R1"]}');
        insert into detection.feed_day (area_group, source, day, reports, verdict, chance) values (@partnership, @partnership, '2026-03-03', 1, 'Reported', 1);
        insert into detection.feed_silence (id, partnership_id, agreement_version, source, since, rhythm)
            values (plumbing.stable_id(@partnership), @partnership, 1, @partnership, '2026-03-01', 'r');
        insert into detection.district_rise (id, partnership_id, agreement_version, offence_id, criterion_id, began_on, last_day, areas, alarms)
            values (plumbing.stable_id(@partnership), @partnership, 1, 'o', 'c', '2026-03-01', '2026-03-01', 1, 1);
        insert into detection.feed_ended (source, ended_on) values (@partnership, '2026-03-01');
        insert into decision.question (spike_id, partnership_id, agreement_version, mode, state, asked_at, round, asked_people, round_asked_at)
            values (plumbing.stable_id(@partnership), @partnership, 1, 'Police', 'Open', @now, 1, '{p}', @now);
        insert into decision.answer (spike_id, partnership_id, action, person_id, answered_at)
            values (plumbing.stable_id(@partnership), @partnership, 'Approve', 'p', @now);
        insert into decision.sealed_reason (answer_id, partnership_id, sealed)
            select id, partnership_id, '\x00' from decision.answer where partnership_id = @partnership;
        insert into decision.used_link (spike_id, partnership_id, person_id, round, notice, used_at)
            values (plumbing.stable_id(@partnership), @partnership, 'p', 1, 'decision-1', @now);
        insert into decision.joint (id, offered_at) values (plumbing.stable_id(@partnership), @now);
        insert into decision.joint_member (joint_id, spike_id, partnership_id, area_id)
            values (plumbing.stable_id(@partnership), plumbing.stable_id(@partnership), @partnership, @area);
        insert into activation.activation (id, spike_id, partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month, started_at, maximum_ends_at)
            values (plumbing.stable_id(@partnership), plumbing.stable_id(@partnership), @partnership, 1, 'burst', @area, '2026-03-04', '2026-03-01', @now, @now);
        insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id)
            values (plumbing.stable_id(@partnership), @partnership, @area, plumbing.stable_id(@partnership));
        insert into activation.joined_spike (spike_id, activation_id, partnership_id, joined_at)
            values (plumbing.stable_id(@partnership), plumbing.stable_id(@partnership), @partnership, @now);
        insert into activation.task (activation_id, partnership_id, step_id, step_order, party, responsible, reaction, starts_at, due_at, remind_at, escalate_at, state)
            values (plumbing.stable_id(@partnership), @partnership, 'walk', 1, 'Police', 'p', 'Task', @now, @now, @now, @now + interval '1 day', 'Open');
        insert into activation.task_answer (activation_id, step_id, person_id, partnership_id, is_done, answered_at)
            values (plumbing.stable_id(@partnership), 'walk', 'p', @partnership, true, @now);
        insert into activation.end_answer (activation_id, end_question, person_id, partnership_id, choice, answered_at)
            values (plumbing.stable_id(@partnership), 1, 'p', @partnership, 'Close', @now);
        insert into activation.correction (activation_id, number, partnership_id, person_id, words, taken_out, corrected_at)
            values (plumbing.stable_id(@partnership), 1, @partnership, 'p', 'Tallet var forkert', '{}', @now);
        insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, planned_at)
            values (plumbing.stable_id(@partnership), @partnership, 'station', 1, 'Unplaced', @now);
        insert into reactions.visit_revision (activation_id, partnership_id, step_id, visit_number, revision, state, changed_at)
            values (plumbing.stable_id(@partnership), @partnership, 'station', 1, 0, 'Unplaced', @now);
        insert into reactions.local_post (activation_id, partnership_id, step_id, text, prepared_at)
            values (plumbing.stable_id(@partnership), @partnership, 'post', 'Hej', @now);
        insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only)
            values ('2026-03-01', plumbing.stable_id(@partnership), plumbing.stable_id(@partnership), @partnership, 'letters', 'Letter', 'Resident', '1', 'print', 't', 'da', 'Accepted', @now, true);
        insert into evaluation.closing_report (activation_id, partnership_id, closed_at, ended_on, end_reason, days, letters_planned, letters_accepted, letters_failed,
            neighbour_messages_accepted, station_visits, tasks_done, tasks_not_done)
            values (plumbing.stable_id(@partnership), @partnership, @now, '2026-03-04', 'fallen', 1, 1, 1, 0, 0, 0, 0, 0);
        insert into evaluation.effect_episode (activation_id, area_id, partnership_id, fired_on, window_days, reports_at_firing, expected, reports_before, reports_after, evaluated_at)
            values (plumbing.stable_id(@partnership), @area, @partnership, '2026-03-04', 7, 5, 1, 6, 2, @now);
        insert into evaluation.comparison_rise (activation_id, area_id, rise_area_id, rise_on, partnership_id, expected, reports_before, reports_after)
            values (plumbing.stable_id(@partnership), @area, 3, '2025-03-04', @partnership, 1, 6, 3);
        insert into evaluation.effect (id, partnership_id, activation_id, reports_before, reports_after, expected, expected_before, low, verdict, episodes, comparisons, evaluated_at)
            values (plumbing.stable_id(@partnership), @partnership, plumbing.stable_id(@partnership), 6, 2, 3, 6, 0, 'TooFewToTell', 1, 1, @now);
        insert into evaluation.station_confirmation (activation_id, step_id, visit_number, partnership_id, stood, confirmed_by, confirmed_at)
            values (plumbing.stable_id(@partnership), 'station', 1, @partnership, false, 'p', @now);
        insert into evaluation.verdict (activation_id, party, partnership_id, verdict, given_by, given_at)
            values (plumbing.stable_id(@partnership), 'Police', @partnership, 'right', 'p', @now);
        insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, protected, language, imported_at)
            values (plumbing.stable_id(@partnership), 'synthetic', convert_to(@partnership, 'UTF8'), '', 'a', @partnership, true, false, 'da', @now);
        insert into reactions.resident_area (resident_id, area_id) values (plumbing.stable_id(@partnership), @area);
        insert into reactions.neighbour_friend (id, name, role, language, consent_at, imported_at) values (@partnership, 'N', 'member', 'da', @now, @now);
        insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) values (@partnership, @area);
        insert into reactions.friend_choice (neighbour_friend_id, choice, partnership_id, told_at) values (@partnership, 'left', @partnership, @now);
        insert into delivery.bounced_address (neighbour_friend_id, channel, address_digest, reason, bounced_at) values (@partnership, 'mail', '', 'returned', @now);
        insert into outward.journal (partnership_id, last_number) values (@partnership, 1);
        insert into outward.event (partnership_id, number, id, type, subject, occurred_at, data)
            values (@partnership, 1, plumbing.stable_id(@partnership), 'plan.started', plumbing.stable_id(@partnership), @now, '{}');
        insert into outward.webhook (id, partnership_id, url, sealed_secret, created_at, confirmed_number) values (@partnership, @partnership, 'https://example.dk', '', @now, 0);
        insert into access.last_seen (partnership_id, person_id, seen_at) values (@partnership, 'p', @now);
        insert into access.audit_entry (at, actor_kind, actor, partnership_id, action) values (@now, 'person', 'p', @partnership, 'spike-approved');
        """, new { partnership, area, now = TestDatabase.Start.UtcDateTime });
}
