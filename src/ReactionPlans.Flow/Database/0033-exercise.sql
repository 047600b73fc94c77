-- What this database is for. No row: the live one, whose letters reach real people. Only the owner writes here, so that no running host can make
-- a live database an exercise's, or the other way round.
create table plumbing.purpose (
    only_row boolean primary key default true check (only_row),
    is_exercise boolean not null check (is_exercise),
    -- Everything is in; false while it is prepared, or when that was cut short.
    ready boolean not null
);
grant select on plumbing.purpose to reactionplans_app;

create schema exercises;
grant usage on schema exercises to reactionplans_app;

-- A rise that people bring about in order to practise, from the moment its reports come in until they are taken back.
create table exercises.exercise (
    id uuid primary key,
    partnership_id text not null,
    area_id int not null references intake.area,
    criterion_id text not null,
    started_by text not null,
    started_at timestamptz not null,
    ended_by text,
    ended_at timestamptz,
    check ((ended_by is null) = (ended_at is null))
);
create unique index one_exercise_of_a_partnership on exercises.exercise (partnership_id) where ended_at is null;
grant select, insert, update on exercises.exercise to reactionplans_app;

select access.protect('exercises.exercise',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])');
