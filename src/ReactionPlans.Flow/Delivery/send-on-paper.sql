-- Sends on paper what Digital Post does not bring to its recipient (DeliveryReceipts.GoesOnPaper): the same delivery, in another channel. Rows: how many.
-- An alert whose plan has ended stays where it is. Used by SendBatch and ReceiveReceipts.
-- @ids uuid[]; @reasons text[]: those that mean the recipient; @now instant
update delivery.delivery
set channel = 'print', first_channel = delivery.channel, first_reason = delivery.reason, state = 'Planned', not_before = @now,
    batch_id = null, attempts = 0, sending_at = null, settled_at = null, informed_at = null, reason = null, delivered_at = null, read_at = null, returned_at = null
where delivery.id = any(@ids::uuid[]) and delivery.channel = 'digital-post' and delivery.paper_instead
    and (delivery.state = 'Returned' or (delivery.state = 'Failed' and delivery.reason = any(@reasons::text[])))
    and (delivery.kind not in ('Letter', 'Update') or exists (
        select from activation.activation where activation.id = delivery.activation_id and activation.ended_at is null));
