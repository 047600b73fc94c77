-- What was judged, from which facts, and what it led to.
create schema detection;
grant usage on schema detection to reactionplans_app;

-- One row for each partnership: the last day judged at its end. Locked while judging, so that one judgement runs at a time.
create table detection.judged (
    partnership_id text primary key,
    through_day date not null
);

-- How far each area's changes have been judged on the day so far.
create table detection.judged_area (
    partnership_id text not null,
    area_id int not null,
    change_number bigint not null,
    primary key (partnership_id, area_id)
);

-- The state machine's memory: detection of one criterion in one area. No row: calm.
create table detection.criterion_state (
    partnership_id text not null,
    criterion_id text not null,
    area_id int not null,
    phase text not null check (phase in ('Calm', 'Fired', 'Closed')),
    fired_on date,
    count_at_firing int not null,
    clear_days int not null,
    ended_on date,
    escalated boolean not null,
    -- The rule as agreed when this state was reached; another rule starts calm.
    rule_key text not null,
    spike_id uuid,
    primary key (partnership_id, criterion_id, area_id)
);

create table detection.spike (
    id uuid primary key,
    partnership_id text not null,
    agreement_version int not null,
    criterion_id text not null,
    level text not null check (level in ('Watch', 'Activate')),
    area_id int not null references intake.area,
    fired_on date not null,
    opened_at timestamptz not null,
    -- Counts, limit, window and the references of the reports counted: enough to judge again.
    evidence jsonb not null,
    escalated_on date,
    ended_on date,
    end_reason text check (end_reason in ('fallen', 'withdrawn', 'rule-changed')),
    unique (partnership_id, criterion_id, area_id, fired_on)
);
create unique index one_open_spike_per_criterion_and_area
    on detection.spike (partnership_id, criterion_id, area_id) where ended_on is null;

grant select, insert, update, delete on all tables in schema detection to reactionplans_app;
