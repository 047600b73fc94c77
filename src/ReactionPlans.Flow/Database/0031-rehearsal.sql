-- That a version of an agreement was rehearsed, and what came out. A rehearsal plays in a database of its own; only its outcome comes here.
create table agreements.rehearsal (
    id uuid primary key,
    partnership_id text not null,
    version int not null,
    -- Null: a command at the server.
    asked_by text,
    asked_at timestamptz not null,
    days int not null check (days >= 1),
    seed int not null,
    state text not null check (state in ('Waiting', 'Running', 'Done', 'Failed', 'Cancelled')),
    -- Whose it is while it runs: a host that lost it to another one writes nothing more.
    claim uuid,
    share double precision not null default 0 check (share >= 0 and share <= 1),
    heard_at timestamptz,
    finished_at timestamptz,
    violations int,
    findings int,
    outcome jsonb,
    -- Why it failed: a numbered problem in Danish.
    problem text,
    foreign key (partnership_id, version) references agreements.version,
    check ((state = 'Running') = (claim is not null)),
    check ((state = 'Done') = (outcome is not null)),
    check ((state in ('Waiting', 'Running')) = (finished_at is null))
);
-- Asked for twice it is rehearsed once.
create unique index one_rehearsal_of_a_version on agreements.rehearsal (partnership_id, version) where state in ('Waiting', 'Running');
create index rehearsal_by_version on agreements.rehearsal (partnership_id, version, asked_at);
grant select, insert, update on agreements.rehearsal to reactionplans_app;

select access.protect('agreements.rehearsal',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])');
