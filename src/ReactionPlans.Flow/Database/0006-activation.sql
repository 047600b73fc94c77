-- A plan in motion: the agreement's version pinned, every step with its party, person, due time and gate.
create schema activation;
grant usage on schema activation to reactionplans_app;

create table activation.activation (
    id uuid primary key,
    spike_id uuid not null unique,
    partnership_id text not null,
    agreement_version int not null,
    criterion_id text not null,
    area_id int not null references intake.area,
    fired_on date not null,
    -- First day of the month of fired_on: part of every delivery's key, so that they can be partitioned.
    fired_month date not null,
    started_at timestamptz not null,
    maximum_ends_at timestamptz not null,
    -- The day the spike ended, when it ended first.
    spike_ended_on date,
    ended_at timestamptz,
    ended_on date,
    end_reason text check (end_reason in ('fallen', 'withdrawn', 'maximum'))
);
create unique index one_running_activation_per_area
    on activation.activation (partnership_id, area_id) where ended_at is null;

-- Another criterion's spike in an area whose plan already runs: evidence, not a second plan.
create table activation.joined_spike (
    spike_id uuid primary key,
    activation_id uuid not null references activation.activation,
    joined_at timestamptz not null
);

create table activation.task (
    activation_id uuid not null references activation.activation,
    step_id text not null,
    step_order int not null,
    party text not null check (party in ('Police', 'Municipality')),
    responsible text not null,
    reaction text not null check (reaction in ('Letter', 'NeighbourMessage', 'MemberAlert', 'LocalPost', 'MobileStation', 'Task')),
    template text,
    task_name text,
    starts_at timestamptz not null,
    due_at timestamptz not null,
    visits int,
    visit_hours double precision,
    within_days int,
    gate_step text,
    gate_informed_share double precision,
    gate_ask_at timestamptz,
    gate_asked_at timestamptz,
    gate_opened_at timestamptz,
    -- Why it opened: the share reached, or who said yes.
    gate_opened_by text,
    otherwise_site_kind text,
    otherwise_step text,
    otherwise_chosen boolean not null default false,
    state text not null check (state in ('Waiting', 'Open', 'Done', 'NotPossible', 'Cancelled')),
    settled_at timestamptz,
    settled_by text,
    reason text,
    late_told_at timestamptz,
    primary key (activation_id, step_id)
);
create index task_unsettled on activation.task (due_at) where state in ('Waiting', 'Open');

grant select, insert, update on all tables in schema activation to reactionplans_app;
