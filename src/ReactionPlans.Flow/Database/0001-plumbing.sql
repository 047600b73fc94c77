-- The plumbing: messages that leave with the commit, messages already seen, messages nobody could handle, the virtual clock.
-- Roles reactionplans_owner (owns), reactionplans_migrator (changes) and reactionplans_app (works) exist before: deploy/roles.sql.
create schema plumbing;
grant usage on schema plumbing to reactionplans_app;

-- Ids made from what a row is about, so that the same act twice gives the same row.
create function plumbing.stable_id(subject text) returns uuid
    language sql immutable strict parallel safe
    return substr(encode(sha256(convert_to(subject, 'UTF8')), 'hex'), 1, 32)::uuid;

create table plumbing.outbox (
    id bigint generated always as identity primary key,
    message_id uuid not null,
    -- Null: for the broker, which knows who listens. Named: for one consumer of the in-process transport.
    consumer text,
    type text not null,
    body jsonb not null,
    created_at timestamptz not null,
    -- In-process only: handed to a consumer that has not committed yet. Cleared when the host starts.
    leased boolean not null default false,
    -- Set when the row cannot be read or handled; it stays here for a person to see.
    parked_at timestamptz,
    error text
);
create unique index outbox_once_per_consumer on plumbing.outbox (message_id, coalesce(consumer, ''));
create index outbox_waiting on plumbing.outbox (id) where parked_at is null and not leased;

create table plumbing.inbox (
    message_id uuid not null,
    consumer text not null,
    taken_at timestamptz not null,
    primary key (message_id, consumer)
);
create index inbox_by_age on plumbing.inbox (taken_at);

-- A message whose handling failed for good. The broker keeps it in its error queue as well.
create table plumbing.stuck_message (
    message_id uuid not null,
    consumer text not null,
    type text not null,
    body jsonb not null,
    error text not null,
    stuck_at timestamptz not null,
    primary key (message_id, consumer)
);

-- One row while a replay owns this database: where its virtual clock stands.
create table plumbing.replay (
    only_row boolean primary key default true check (only_row),
    name text not null,
    clock timestamptz not null,
    -- Areas, agreement and recipients are in: a killed replay goes on from here.
    prepared boolean not null,
    day_done date,
    finished boolean not null
);

-- Local accounts, for the demo and for installations without a sign-in of their own. The password is stored hashed.
create table plumbing.account (
    user_name text primary key,
    password_hash text not null,
    partnership_id text not null,
    person_id text not null,
    created_at timestamptz not null
);

grant select, insert, update, delete on all tables in schema plumbing to reactionplans_app;
grant execute on all functions in schema plumbing to reactionplans_app;
