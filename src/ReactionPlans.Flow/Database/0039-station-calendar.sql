-- The stations' calendars: what was told of each visit, whom a station's crew answers to, and when a station is taken by others or out of service.

-- Who is told of a station's visits besides the person responsible for the step; null: nobody.
alter table reactions.station add column mail text;

-- A visit as it stood from one change to the next. Invitations and calendars tell of it by its number: the higher one holds.
create table reactions.visit_revision (
    activation_id uuid not null,
    step_id text not null,
    visit_number int not null,
    revision int not null check (revision >= 0),
    partnership_id text not null,
    state text not null check (state in ('Scheduled', 'Unplaced', 'Cancelled')),
    station_id text references reactions.station,
    site_id text references reactions.site,
    starts_at timestamptz,
    ends_at timestamptz,
    changed_at timestamptz not null,
    primary key (activation_id, step_id, visit_number, revision)
);
create index visit_revision_by_station on reactions.visit_revision (station_id, ends_at) where state = 'Scheduled';
grant select, insert on reactions.visit_revision to reactionplans_app;
select access.protect('reactions.visit_revision',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])');

-- How the visits stand now; what they were before was not kept. One that was called off gets the number that it would have got.
insert into reactions.visit_revision (activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, changed_at)
select activation_id, step_id, visit_number, revision, partnership_id, case state when 'Cancelled' then 'Scheduled' else state end, station_id, site_id, starts_at, ends_at, planned_at
from reactions.station_visit;
update reactions.station_visit set revision = revision + 1 where state = 'Cancelled';
insert into reactions.visit_revision (activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, changed_at)
select activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, planned_at
from reactions.station_visit
where state = 'Cancelled';

-- A station's visits of every partnership, those it is rid of too: when and at which site, and nothing of whose plan or why. A site gets a
-- visit only when its residents are informed, so the time is no secret; a crew must see all of its day. uid: the same for a visit however often it is moved.
create function access.station_calendar(station text, since timestamptz) returns table (
    uid uuid, visit_number int, revision int, is_cancelled boolean, site text, starts_at timestamptz, ends_at timestamptz, changed_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with told as (
        select revision.*,
            lead(revision.revision) over visit as next_revision,
            lead(revision.changed_at) over visit as next_at
        from reactions.visit_revision as revision
        where exists (
            select from reactions.visit_revision as here
            where here.activation_id = revision.activation_id and here.step_id = revision.step_id and here.visit_number = revision.visit_number
                and here.state = 'Scheduled' and here.station_id = station and here.ends_at > since)
        window visit as (partition by revision.activation_id, revision.step_id, revision.visit_number order by revision.revision)
    ), here as (
        select told.*, row_number() over (partition by told.activation_id, told.step_id, told.visit_number order by told.revision desc) as age
        from told
        where told.state = 'Scheduled' and told.station_id = station
    )
    select plumbing.stable_id(here.activation_id || '/' || here.step_id || '/visit/' || here.visit_number), here.visit_number,
        coalesce(here.next_revision, here.revision), here.next_revision is not null, site.name, here.starts_at, here.ends_at, coalesce(here.next_at, here.changed_at)
    from here
    left join reactions.site on site.id = here.site_id
    where here.age = 1 and here.ends_at > since and (select access.is_somebody())
    order by here.starts_at, here.activation_id, here.step_id, here.visit_number
$$;
grant execute on function access.station_calendar to reactionplans_app;

-- When a station's crews are taken: by something else in the station's own calendar, or out of service. Nothing of what a calendar says is kept but
-- the event's id and its times. Read by the flow alone: of other partnerships' bookings people see only that no station is free.
create table reactions.station_booking (
    station_id text not null references reactions.station,
    -- In the station's calendar; for a station out of service our own.
    uid text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    kind text not null check (kind in ('Calendar', 'OutOfService')),
    -- How many of them; null: all that the station has.
    crews int check (crews >= 1),
    -- Out of service: why, in the words of who said so, for the parties alone; and who that was, as partnership/person.
    reason text,
    noted_by text,
    noted_at timestamptz not null,
    primary key (station_id, uid, starts_at),
    check (kind = 'Calendar' or (reason is not null and noted_by is not null))
);
create index station_booking_by_end on reactions.station_booking (ends_at);
grant select, insert, update, delete on reactions.station_booking to reactionplans_app;
select access.protect('reactions.station_booking', '(select access.sees_everything())', '(select access.sees_everything())');

-- A key that opens one station's calendar and nothing else: a calendar program can send no header, so the key stands in the address it asks.
alter table access.person_key add column station_id text;

-- A contact of a station is told like a person of the parties.
alter table delivery.delivery drop constraint delivery_recipient_kind_check;
alter table delivery.delivery add constraint delivery_recipient_kind_check check (recipient_kind in ('Resident', 'NeighbourFriend', 'Person', 'Station'));
