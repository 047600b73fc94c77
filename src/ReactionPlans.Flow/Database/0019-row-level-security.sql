-- Row-level security: what the app role sees and writes is bounded by the session's scope, whatever a statement's where clause forgot.
-- The scope is the setting reactionplans.partnerships (Scope in the program):
--   '*'          everything: the flow's own workers, jobs and commands
--   'a,b'        the rows of these partnerships: people
--   '#accounts'  accounts and the audit alone: signing in
--   ''           nothing, and so where it was never set
-- The owner is not bound: migrations and the functions below, each of which gives out only what it says. ADR 0005 has the limits.

-- Functions without arguments, called as (select f()): PostgreSQL asks once for a statement, not once for a row.
create function access.sees_everything() returns boolean language sql stable parallel safe
    return coalesce(current_setting('reactionplans.partnerships', true), '') = '*';

create function access.partnerships() returns text[] language sql stable parallel safe
    return case when coalesce(current_setting('reactionplans.partnerships', true), '') in ('', '*', '#accounts') then '{}'
        else string_to_array(current_setting('reactionplans.partnerships', true), ',') end;

create function access.sees_accounts() returns boolean language sql stable parallel safe
    return coalesce(current_setting('reactionplans.partnerships', true), '') in ('*', '#accounts');

-- Somebody with a partnership, or the flow.
create function access.is_somebody() returns boolean language sql stable parallel safe
    return access.sees_everything() or cardinality(access.partnerships()) > 0;

-- The areas that the scope's partnerships cover by any version of their agreements, proposed ones included: parties look at what
-- they are about to agree on. As the owner, so that it does not ask itself. A version whose codes are not filled covers nothing.
create function access.covered_areas() returns int[] language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
    return (select coalesce(array_agg(distinct area.id), '{}')
        from agreements.version as version
        join intake.area as area on area.level = version.area_level and (version.area_codes = '{*}' or area.code = any(version.area_codes))
        where version.partnership_id = any(access.partnerships()));

-- The names of all sources, one after the other by the unique index: there are few of them and many reports. Names only.
create function access.every_source() returns text[] language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    with recursive step (source) as (
        select min(report.source) from intake.report as report
        union all
        select (select min(report.source) from intake.report as report where report.source > step.source) from step where step.source is not null
    )
    select coalesce(array_agg(step.source order by step.source), '{}') from step where step.source is not null
$$;

-- The sources of which at least one report lies in those areas: a partnership sees the raw rows of its own feeds only.
create function access.sources() returns text[] language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(feed.source), '{}')
    from unnest(access.every_source()) as feed (source), access.covered_areas() as covered (areas)
    where cardinality(covered.areas) > 0 and exists (
        select from intake.report as report
        join intake.report_area as place on place.report_id = report.id
        where report.source = feed.source and place.area_id = any(covered.areas))
$$;

-- One call for each table. To add a table, add its line below; RowLevelSecurityTests names every table without one.
--   seen: who reads a row; written: who may add, change or remove it
create function access.protect(protected regclass, seen text, written text) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', protected);
    execute format('create policy seen on %s for select to reactionplans_app using (%s)', protected, seen);
    execute format('create policy added on %s for insert to reactionplans_app with check (%s)', protected, written);
    execute format('create policy changed on %s for update to reactionplans_app using (%s) with check (%s)', protected, written, written);
    execute format('create policy removed on %s for delete to reactionplans_app using (%s)', protected, written);
end
$$;
revoke execute on function access.protect from public;

do $$
declare
    flow constant text := '(select access.sees_everything())';
    accounts constant text := '(select access.sees_accounts())';
    somebody constant text := '(select access.is_somebody())';
    own constant text := flow || ' or partnership_id = any((select access.partnerships())::text[])';
    own_area constant text := flow || ' or area_id = any((select access.covered_areas())::int[])';
    own_source constant text := flow || ' or source = any((select access.sources())::text[])';
    -- A day of a feed: the partnership's own part, and the whole of a source that delivers to it.
    own_feed constant text := flow || ' or area_group = any((select access.partnerships())::text[])'
        || ' or (area_group = '''' and source = any((select access.sources())::text[]))';
    -- A report is seen with every revision it has once one of them lies in an area of the partnership: the revision that takes it
    -- out of the area, or withdraws it, is part of the truth about the count. Which other areas it lies in is not seen.
    own_report constant text := flow || ' or exists (select from intake.report_area as place where place.report_id = %s)';
begin
    -- Rows that carry their partnership.
    perform access.protect('agreements.version', own, own);
    perform access.protect('detection.judged', own, own);
    perform access.protect('detection.judged_area', own, own);
    perform access.protect('detection.criterion_state', own, own);
    perform access.protect('detection.spike', own, own);
    perform access.protect('decision.question', own, own);
    perform access.protect('decision.answer', own, own);
    perform access.protect('activation.activation', own, own);
    perform access.protect('activation.joined_spike', own, own);
    perform access.protect('activation.task', own, own);
    perform access.protect('reactions.station_visit', own, own);
    perform access.protect('reactions.local_post', own, own);
    perform access.protect('delivery.delivery', own, own);
    perform access.protect('evaluation.closing_report', own, own);

    perform access.protect('detection.feed_silence', own, flow);
    perform access.protect('detection.feed_day', own_feed, flow);

    -- Rows that lie in areas, written by the flow alone.
    perform access.protect('intake.report_area', own_area, flow);
    perform access.protect('intake.report', format(own_report, 'report.id'), flow);
    perform access.protect('intake.report_revision', format(own_report, 'report_revision.report_id'), flow);
    perform access.protect('intake.area_change', own_area, flow);
    perform access.protect('reactions.resident_area', own_area, flow);
    perform access.protect('reactions.resident',
        flow || ' or exists (select from reactions.resident_area as place where place.resident_id = resident.id)', flow);
    perform access.protect('reactions.neighbour_friend_area', own_area, flow);
    perform access.protect('reactions.neighbour_friend',
        flow || ' or exists (select from reactions.neighbour_friend_area as place where place.neighbour_friend_id = neighbour_friend.id)', flow);

    -- Rows of a source of reports.
    perform access.protect('intake.report_day', own_source, flow);
    perform access.protect('intake.rejected_row', own_source, flow);
    -- A person corrects a row or gives it up; the flow takes it in.
    execute format('alter policy changed on intake.rejected_row using (%s) with check (%s)', own_source, own_source);
    perform access.protect('intake.row_origin', flow || ' or exists (select from intake.rejected_row as row where row.origin_id = row_origin.id)', flow);
    perform access.protect('detection.feed_ended', own_source, flow);

    -- What is no case and no person: the map, and where and when a station can stand. Every partnership reads it.
    perform access.protect('intake.area', somebody, flow);
    perform access.protect('intake.area_version', somebody, flow);
    perform access.protect('reactions.station', somebody, flow);
    perform access.protect('reactions.site', somebody, flow);

    -- The plumbing. Whoever acts says so in the outbox; only the flow reads it.
    perform access.protect('plumbing.outbox', flow, flow);
    execute 'alter policy added on plumbing.outbox with check ((select access.is_somebody()))';
    perform access.protect('plumbing.inbox', flow, flow);
    perform access.protect('plumbing.stuck_message', flow, flow);
    perform access.protect('plumbing.replay', flow, flow);
    perform access.protect('detection.feed_judged', flow, flow);
    perform access.protect('intake.api_key', flow, flow);

    -- Accounts, and who did what: a partnership reads its own; the trigger keeps everyone from changing it.
    perform access.protect('access.account', accounts, accounts);
    perform access.protect('access.membership', accounts, accounts);
    perform access.protect('access.audit_entry', accounts || ' or ' || own, accounts || ' or ' || own);
end
$$;

-- What is stuck, in numbers, for the pages that say whether the program runs. No content, no partnership.
create function access.trouble() returns table (stuck_messages int, parked_messages int, rejected_rows int)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select (select count(*) from plumbing.stuck_message)::int,
        (select count(*) from plumbing.outbox where parked_at is not null)::int,
        (select count(*) from intake.rejected_row where settled_at is null)::int
$$;

-- Reports since a day that count in no area, in their newest revision and not withdrawn: a number, of the sources that deliver to the scope. They lie
-- nowhere, so they are nobody's to read; that there are some, everyone whose counts they are missing from must see.
create function access.unplaced(since date) returns int
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select count(*)::int
    from intake.report_revision as revision
    where revision.reported_day >= since
        and not revision.withdrawn
        and not exists (select from intake.report_area as place where place.report_id = revision.report_id and place.revision = revision.revision)
        and not exists (select from intake.report_revision as newer where newer.report_id = revision.report_id and newer.revision > revision.revision)
        and ((select access.sees_everything()) or exists (
            select from intake.report as report where report.id = revision.report_id and report.source = any((select access.sources())::text[])))
$$;

-- Figures of every partnership, for the national secretariat: no area, no case, no person. The page hides small numbers.
create function access.aggregates(since date) returns table (
    partnership_id text, activations int, running int, letters int, areas_in_rise int)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select partnership.id,
        (select count(*) from activation.activation as activation
            where activation.partnership_id = partnership.id and activation.fired_on >= since)::int,
        (select count(*) from activation.activation as activation
            where activation.partnership_id = partnership.id and activation.ended_at is null)::int,
        (select count(*) from delivery.delivery as delivery
            where delivery.partnership_id = partnership.id and delivery.kind = 'Letter' and delivery.state = 'Accepted'
                and delivery.fired_month >= date_trunc('month', since))::int,
        (select count(distinct state.area_id) from detection.criterion_state as state
            where state.partnership_id = partnership.id and state.phase = 'Fired')::int
    from (select distinct version.partnership_id from agreements.version as version) as partnership (id)
$$;

grant execute on all functions in schema access to reactionplans_app;
revoke execute on function access.protect from reactionplans_app;
