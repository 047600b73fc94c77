-- One row for each thing that somebody is to receive: its whole life, from planned to settled.
create schema delivery;
grant usage on schema delivery to reactionplans_app;

create table delivery.delivery (
    -- Immutable first day of the month in which the spike fired: in every key, so that the table can be partitioned by month.
    fired_month date not null,
    id uuid not null,
    activation_id uuid not null,
    -- The plan's step id, or one of the program's own: 'decision-1', 'activated', 'dismissed', 'gate-station', 'late-walk', 'all-clear', 'still-high'.
    step_id text not null,
    kind text not null check (kind in ('Letter', 'NeighbourMessage', 'MemberAlert', 'Notice', 'AllClear', 'StillHigh')),
    recipient_kind text not null check (recipient_kind in ('Resident', 'NeighbourFriend', 'Person')),
    recipient_id text not null,
    channel text not null check (channel in ('digital-post', 'print', 'mail', 'file', 'none')),
    template text not null,
    language text not null,
    state text not null check (state in ('Planned', 'Released', 'Sending', 'Accepted', 'Skipped', 'Failed')),
    not_before timestamptz not null,
    -- Whether the send window (not at night) applies: residents and neighbours yes, parties no.
    daytime_only boolean not null,
    batch_id uuid,
    attempts int not null default 0,
    sending_at timestamptz,
    settled_at timestamptz,
    -- When the recipient is counted as informed: at once, or paper's expected day.
    informed_at timestamptz,
    reason text,
    primary key (fired_month, id),
    unique (fired_month, activation_id, step_id, recipient_kind, recipient_id)
);
create index delivery_due on delivery.delivery (not_before) where state = 'Planned';
create index delivery_by_batch on delivery.delivery (batch_id) where state in ('Released', 'Sending');
create index delivery_by_activation on delivery.delivery (activation_id, step_id);

grant select, insert, update on all tables in schema delivery to reactionplans_app;
