-- What the parties' own systems may hear of plans: one numbered list for each partnership, and the addresses that it is brought to.
create schema outward;
grant usage on schema outward to reactionplans_app;

-- The last number given out. Its row is locked until the event is committed, so numbers come into sight in their order and without a gap:
-- who has read to number n has missed nothing before it.
create table outward.journal (
    partnership_id text primary key,
    last_number int not null check (last_number > 0)
);
grant select, insert, update on outward.journal to reactionplans_app;

-- Something that happened, as it is told outside. Never changed once written.
create table outward.event (
    partnership_id text not null,
    number int not null check (number > 0),
    -- The message's that told of it.
    id uuid not null unique,
    type text not null,
    -- The spike or the activation that it happened to.
    subject uuid not null,
    occurred_at timestamptz not null,
    -- Ids, codes and dates; no names, no counts.
    data jsonb not null,
    primary key (partnership_id, number)
);
grant select, insert on outward.event to reactionplans_app;

-- An address that a partnership's events are brought to, one after the other.
create table outward.webhook (
    id text primary key,
    partnership_id text not null,
    url text not null,
    -- What requests are signed with; only the installation's key opens it.
    sealed_secret bytea not null,
    created_at timestamptz not null,
    -- The last number that the receiver has confirmed.
    confirmed_number int not null check (confirmed_number >= 0),
    -- Since the last confirmed one.
    failures int not null default 0,
    failing_since timestamptz,
    last_failure text,
    not_before timestamptz,
    -- While somebody brings it events.
    held_until timestamptz,
    -- Given up: nothing more is brought until a person lets it go on.
    stopped_at timestamptz,
    check ((failures = 0) = (failing_since is null)),
    check ((failures = 0) = (last_failure is null))
);
create index webhook_of_partnership on outward.webhook (partnership_id);
grant select, insert, update, delete on outward.webhook to reactionplans_app;

-- Written by the flow alone.
select access.protect('outward.journal',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])', '(select access.sees_everything())');
select access.protect('outward.event',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])', '(select access.sees_everything())');
select access.protect('outward.webhook',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])', '(select access.sees_everything())');
