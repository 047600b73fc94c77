-- Reports as they came, each revision kept with when it became known, and the areas they lie in.
create schema intake;
grant usage on schema intake to reactionplans_app;

create table intake.area (
    id int generated always as identity primary key,
    level text not null,
    code text not null,
    name text not null,
    -- The polygon as GeoJSON, WGS 84.
    geometry text not null,
    changed_at timestamptz not null,
    -- Rises each time the polygon is drawn anew: tells a host that its map in memory is old.
    shape_number bigint not null,
    unique (level, code)
);

-- One row for each report, whatever its revisions: the identity.
create table intake.report (
    id bigint generated always as identity primary key,
    source text not null,
    reference text not null,
    unique (source, reference)
);

create table intake.report_revision (
    report_id bigint not null references intake.report,
    revision int not null check (revision >= 1),
    withdrawn boolean not null,
    -- The instant from which this revision counts in what was "known then".
    known_at timestamptz not null,
    received_at timestamptz not null,
    offence text not null,
    attempt boolean not null,
    reported_at timestamptz not null,
    reported_day date not null,
    occurred_from timestamptz,
    occurred_to timestamptz,
    -- WGS 84; null where the report has no coordinates.
    latitude double precision,
    longitude double precision,
    -- The area as the report names it, used only without coordinates.
    area_code text,
    -- Of the row's meaning, to tell "the same again" from "the same revision with other content".
    content_hash bytea not null,
    primary key (report_id, revision)
);
create index report_revision_by_day on intake.report_revision (reported_day, offence);

-- Where a revision lies: one row for each area that covers it. None: unplaced.
create table intake.report_area (
    report_id bigint not null,
    revision int not null,
    area_id int not null references intake.area,
    primary key (report_id, revision, area_id),
    foreign key (report_id, revision) references intake.report_revision
);
create index report_area_by_area on intake.report_area (area_id);

-- Days on which a source reported at all. No row for a source: every day counts as reported.
create table intake.report_day (
    source text not null,
    day date not null,
    primary key (source, day)
);

-- A row that could not be taken in, whole, with its numbered reason.
create table intake.rejected_row (
    id bigint generated always as identity primary key,
    source text not null,
    file text not null,
    line int not null,
    problem_number int not null,
    danish text not null,
    english text not null,
    raw text not null,
    received_at timestamptz not null
);
-- The same row of the same file again is the same rejection. By digest: a row may be longer than an index entry can be.
create unique index rejected_once on intake.rejected_row (file, line, problem_number, md5(raw));

-- Rises each time something in the area changes; detection remembers how far it has judged.
create sequence intake.change_number;
create table intake.area_change (
    area_id int primary key references intake.area,
    change_number bigint not null
);

grant select, insert, update, delete on all tables in schema intake to reactionplans_app;
grant usage on all sequences in schema intake to reactionplans_app;
