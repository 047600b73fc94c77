-- The life of a version: who proposed it, who took it back, who was shown what it would have done, and that its review was asked for.
alter table agreements.version
    -- Null: a command at the server.
    add column proposed_by text,
    add column withdrawn_by text,
    add column withdrawn_at timestamptz,
    add constraint withdrawn_by_somebody check ((withdrawn_by is null) = (withdrawn_at is null)),
    -- What both have accepted is nobody's to take back.
    add constraint not_withdrawn_when_accepted check (withdrawn_at is null or accepted_by_police is null or accepted_by_municipality is null);

-- Two people accept. Versions of before are not asked: they were accepted as the rule was then.
alter table agreements.version add constraint accepted_by_two check (accepted_by_police <> accepted_by_municipality) not valid;

-- That a person was shown what a version would have done on the past. Written by ShowBacktest alone.
create table agreements.shown_backtest (
    partnership_id text not null,
    version int not null,
    person_id text not null,
    shown_at timestamptz not null,
    -- stored: the stored reports were judged; nothing-stored: there were none to judge; replay: a persona in a replay was told so.
    shown_how text not null check (shown_how in ('stored', 'nothing-stored', 'replay')),
    from_day date,
    to_day date,
    activations int not null,
    -- SHA-256 of the result as it was shown.
    fingerprint text not null,
    primary key (partnership_id, version, person_id),
    foreign key (partnership_id, version) references agreements.version,
    check ((shown_how = 'stored') = (from_day is not null and to_day is not null))
);
grant select, insert, update on agreements.shown_backtest to reactionplans_app;

-- The parties are told once that a version's review is overdue.
create table agreements.review_notice (
    id uuid primary key,
    partnership_id text not null,
    version int not null,
    review_by date not null,
    told_at timestamptz not null,
    unique (partnership_id, version),
    foreign key (partnership_id, version) references agreements.version
);
grant select, insert on agreements.review_notice to reactionplans_app;

select access.protect('agreements.shown_backtest',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])');
select access.protect('agreements.review_notice',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])', '(select access.sees_everything())');
