-- What the parties have agreed. The YAML text is the agreement; the columns beside it are what SQL needs to find it.
create schema agreements;
grant usage on schema agreements to reactionplans_app;

create table agreements.version (
    partnership_id text not null,
    version int not null check (version >= 1),
    yaml text not null,
    holds_from date not null,
    area_level text not null,
    imported_at timestamptz not null,
    accepted_by_police text,
    accepted_by_police_at timestamptz,
    accepted_by_municipality text,
    accepted_by_municipality_at timestamptz,
    primary key (partnership_id, version)
);

grant select, insert, update on all tables in schema agreements to reactionplans_app;
