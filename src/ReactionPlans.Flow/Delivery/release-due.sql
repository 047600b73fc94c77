-- Claims up to a batch of due deliveries of some kinds in one channel. One row: how many were claimed (fewer than the limit: no more are to be had), and the first
-- plan among them, in whose trace the batch goes on; null where none was.
-- Guarded by for update skip locked: of two workers each row goes to one. A last message or an update waits until its recipient's alerts are
-- settled and one of them has arrived, a last message for updates too: an alert that fails after skip-untold.sql has looked must not let the end of something never heard of go out.
-- Sending_at holds when the row was last handed on, for requeue-stale.sql. Used by ReleaseDue.
-- @batch_id uuid; @kinds text[]; @channel text; @daytime bool: whether the send window is open; @limit int; @now instant
with due as (
    select delivery.fired_month, delivery.id
    from delivery.delivery
    where delivery.state = 'Planned' and delivery.not_before <= @now and (@daytime::bool or not delivery.daytime_only)
        and delivery.kind = any(@kinds) and delivery.channel = @channel
        and (delivery.kind not in ('AllClear', 'StillHigh', 'Correction', 'Update') or (
            select count(*) filter (where before.state = 'Accepted' and before.kind <> 'Update') > 0
                and count(*) filter (where before.state in ('Planned', 'Released', 'Sending')) = 0
            from delivery.delivery as before
            where before.activation_id = delivery.activation_id
                and before.recipient_kind = delivery.recipient_kind and before.recipient_id = delivery.recipient_id
                and (before.kind in ('Letter', 'NeighbourMessage', 'MemberAlert') or (before.kind = 'Update' and delivery.kind <> 'Update'))))
    order by delivery.not_before
    limit @limit
    for update of delivery skip locked
), released as (
    update delivery.delivery
    set state = 'Released', batch_id = @batch_id, sending_at = @now
    from due
    where delivery.fired_month = due.fired_month and delivery.id = due.id
    returning delivery.activation_id
)
select count(*)::int as deliveries, (array_agg(activation_id order by activation_id))[1] as first_activation_id
from released;
