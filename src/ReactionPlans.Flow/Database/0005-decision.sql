-- The question a spike raises, and who answered what and why.
create schema decision;
grant usage on schema decision to reactionplans_app;

create table decision.question (
    spike_id uuid primary key,
    partnership_id text not null,
    agreement_version int not null,
    mode text not null check (mode in ('Automatic', 'Police', 'Both')),
    state text not null check (state in ('Open', 'Held', 'Approved', 'Dismissed', 'Lapsed')),
    asked_at timestamptz not null,
    -- Who is asked now: counts from 1, rises when deputies are asked.
    round int not null,
    asked_people text[] not null,
    round_asked_at timestamptz not null,
    deadline_at timestamptz,
    settled_at timestamptz,
    reason text
);
create index question_by_deadline on decision.question (deadline_at) where state in ('Open', 'Held');

-- Append-only: every answer, by whom, when and why.
create table decision.answer (
    id bigint generated always as identity primary key,
    spike_id uuid not null references decision.question,
    action text not null,
    person_id text not null,
    reason text,
    answered_at timestamptz not null
);

grant select, insert, update on decision.question to reactionplans_app;
grant select, insert on decision.answer to reactionplans_app;
