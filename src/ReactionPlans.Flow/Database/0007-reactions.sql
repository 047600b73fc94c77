-- Whom and what the reactions reach: residents, neighbour friends, stations, sites, visits, local posts.
create schema reactions;
grant usage on schema reactions to reactionplans_app;

-- The municipality's extract. The number is encrypted; only the carrier's writer decrypts it.
create table reactions.resident (
    id uuid primary key,
    recipient_id_type text not null check (recipient_id_type in ('cpr', 'cvr', 'synthetic')),
    -- Keyed hash of type and number: finds the same person again without reading the number.
    recipient_key bytea not null unique,
    recipient_number bytea not null,
    address_id text not null,
    household text not null,
    latitude double precision,
    longitude double precision,
    digital_post boolean not null,
    protected boolean not null,
    language text not null,
    imported_at timestamptz not null
);
create table reactions.resident_area (
    resident_id uuid not null references reactions.resident on delete cascade,
    area_id int not null references intake.area,
    primary key (area_id, resident_id)
);
create index resident_area_by_resident on reactions.resident_area (resident_id);

create table reactions.neighbour_friend (
    id text primary key,
    name text not null,
    latitude double precision,
    longitude double precision,
    mail text,
    mobile text,
    push text,
    role text not null check (role in ('neighbour-friend', 'member', 'association')),
    language text not null,
    consent_at timestamptz not null,
    imported_at timestamptz not null
);
create table reactions.neighbour_friend_area (
    neighbour_friend_id text not null references reactions.neighbour_friend on delete cascade,
    area_id int not null references intake.area,
    primary key (area_id, neighbour_friend_id)
);
create index neighbour_friend_area_by_friend on reactions.neighbour_friend_area (neighbour_friend_id);

create table reactions.station (
    id text primary key,
    name text not null,
    -- Weekly table: "mon-fri 10:00-18:00; sat 10:00-14:00", Danish local time.
    crew_hours text not null,
    capacity int not null check (capacity >= 1),
    imported_at timestamptz not null
);

create table reactions.site (
    id text primary key,
    name text not null,
    kind text not null check (kind in ('supermarket', 'school', 'station', 'square')),
    latitude double precision not null,
    longitude double precision not null,
    opening_hours text,
    imported_at timestamptz not null
);

-- A wanted visit of the mobile police station: scheduled, or unplaced with the reason.
create table reactions.station_visit (
    activation_id uuid not null,
    step_id text not null,
    visit_number int not null,
    station_id text references reactions.station,
    site_id text references reactions.site,
    starts_at timestamptz,
    ends_at timestamptz,
    state text not null check (state in ('Scheduled', 'Unplaced', 'Cancelled')),
    reason text,
    planned_at timestamptz not null,
    primary key (activation_id, step_id, visit_number),
    check (state <> 'Scheduled' or (station_id is not null and starts_at is not null and ends_at > starts_at))
);
create index station_visit_by_station on reactions.station_visit (station_id, starts_at) where state = 'Scheduled';

-- A text ready for a person to post in the local groups.
create table reactions.local_post (
    activation_id uuid not null,
    step_id text not null,
    text text not null,
    prepared_at timestamptz not null,
    primary key (activation_id, step_id)
);

grant select, insert, update, delete on all tables in schema reactions to reactionplans_app;
