-- Rows that could not be taken in wait to be corrected, read again or given up; none is deleted.

-- Where such rows came from and how they were read there: what it takes to read one of them again. One row for each way of reading.
create table intake.row_origin (
    id int generated always as identity primary key,
    -- A file's name, or the way in.
    name text not null,
    kind text not null check (kind in ('csv', 'json')),
    -- Of a CSV file: its columns, what stands between its cells, and the --map file it was read with.
    header text[],
    separator text,
    mapping text,
    -- Of all of it: the same way of reading is kept once.
    digest bytea not null unique,
    check (kind <> 'csv' or (header is not null and separator is not null))
);
grant select, insert on intake.row_origin to reactionplans_app;

alter table intake.rejected_row
    -- Null: nothing is known of how the row was read; it is taken in by corrections alone.
    add origin_id int references intake.row_origin,
    -- Our field to the value that stands before the row's own.
    add corrections jsonb not null default '{}',
    add corrected_by text,
    add corrected_because text,
    add settled_at timestamptz,
    -- taken-in: stored as a report; same: it said what was stored already; given-up: it is to stay out.
    add settlement text check (settlement in ('taken-in', 'same', 'given-up')),
    add settled_by text,
    add settled_because text,
    add check ((settled_at is null) = (settlement is null) and (settled_at is null) = (settled_by is null));

-- A record of a file waits once, by the reason it has now: read with another mapping it may be wrong in another way.
delete from intake.rejected_row as older using intake.rejected_row as newer
where newer.file = older.file and newer.line = older.line and md5(newer.raw) = md5(older.raw) and newer.id > older.id;
drop index intake.rejected_once;
create unique index rejected_once on intake.rejected_row (file, line, md5(raw));
create index rejected_row_open on intake.rejected_row (problem_number, id) where settled_at is null;
