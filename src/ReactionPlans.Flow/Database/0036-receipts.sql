-- What carriers tell of a message after they have taken it: delivered, read, or come back; and the letter on paper to whoever Digital Post does not reach.
alter table delivery.delivery drop constraint delivery_state_check;
alter table delivery.delivery add constraint delivery_state_check
    check (state in ('Planned', 'Released', 'Sending', 'Accepted', 'Returned', 'Skipped', 'Failed'));
alter table delivery.delivery
    -- The earliest instants heard of; null: not heard of. The state follows from them (DeliveryReceipts).
    add column delivered_at timestamptz,
    add column read_at timestamptz,
    add column returned_at timestamptz,
    -- Whether a letter that Digital Post does not bring goes out on paper, as agreed when it was planned.
    add column paper_instead boolean not null default false,
    -- The channel that did not reach the recipient, and why; null: there was none.
    add column first_channel text,
    add column first_reason text;

-- A receipt names the delivery alone.
create index delivery_by_id on delivery.delivery (id);

-- How far each carrier's receipts have been read.
create table delivery.receipt_cursor (
    carrier text primary key,
    cursor text not null,
    read_at timestamptz not null
);

-- Receipts for messages that are not ours: kept for whoever looks after the carrier. Nobody's data is in them.
create table delivery.unknown_receipt (
    carrier text not null,
    delivery_id uuid not null,
    channel text not null,
    kind text not null,
    at timestamptz not null,
    reason text,
    heard_at timestamptz not null,
    primary key (carrier, delivery_id, channel, kind, at)
);
grant select, insert, update on delivery.receipt_cursor, delivery.unknown_receipt to reactionplans_app;

select access.protect('delivery.receipt_cursor', '(select access.sees_everything())', '(select access.sees_everything())');
select access.protect('delivery.unknown_receipt', '(select access.sees_everything())', '(select access.sees_everything())');
