-- Stores what became of deliveries of a batch. Rows: how many were stored; one settled before is left as it is.
-- Back to Planned: the row leaves the batch and falls due again later. Used by SendBatch.
-- @batch_id uuid; @ids uuid[]; @states, @reasons text[]; @refused boolean[]: not now, or not to be asked; @informed_at, @not_before timestamptz[] (null elements where they have no meaning); @now instant
update delivery.delivery
set state = answer.state,
    reason = answer.reason,
    informed_at = answer.informed_at,
    not_before = coalesce(answer.not_before, delivery.not_before),
    refusals = delivery.refusals + answer.refused::int,
    batch_id = case answer.state when 'Planned' then null else delivery.batch_id end,
    settled_at = case answer.state when 'Planned' then null else @now end
from unnest(@ids::uuid[], @states::text[], @reasons::text[], @refused::boolean[], @informed_at::timestamptz[], @not_before::timestamptz[])
    as answer (id, state, reason, refused, informed_at, not_before)
where delivery.batch_id = @batch_id and delivery.id = answer.id and delivery.state = 'Sending';
