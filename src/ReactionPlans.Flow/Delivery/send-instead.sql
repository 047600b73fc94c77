-- Sends by the next agreed way what the first does not bring to its recipient (DeliveryReceipts.NextChannel): the same delivery, in another channel. Rows: how many.
-- An alert whose plan has ended stays where it is. What is told of the first way is the first of all. Used by NotReached.
-- @ids uuid[]; @of_recipient text[]: reasons that mean the recipient; @of_address text[]: those that shut an address, which paper depends on; @now instant
update delivery.delivery
set channel = delivery.instead[1], instead = delivery.instead[2:], first_channel = coalesce(delivery.first_channel, delivery.channel), first_reason = coalesce(delivery.first_reason, delivery.reason),
    state = 'Planned', not_before = @now,
    batch_id = null, attempts = 0, refusals = 0, sending_at = null, settled_at = null, informed_at = null, reason = null, delivered_at = null, read_at = null, returned_at = null
where delivery.id = any(@ids::uuid[]) and delivery.instead <> '{}'
    and (delivery.state = 'Returned'
        or (delivery.state = 'Failed' and delivery.reason = any(case when delivery.channel = 'print' then @of_address::text[] else @of_recipient::text[] end)))
    and (delivery.kind not in ('Letter', 'Update') or exists (
        select from activation.activation where activation.id = delivery.activation_id and activation.ended_at is null));
