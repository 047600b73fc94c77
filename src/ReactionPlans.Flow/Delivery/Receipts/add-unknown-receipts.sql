-- Keeps receipts for messages that are not ours. Rows: how many are new; one that comes again is there already. Used by ReceiveReceipts.
-- @carrier text; @ids uuid[]; @channels, @kinds, @reasons text[]; @ats timestamptz[]; @now instant
insert into delivery.unknown_receipt (carrier, delivery_id, channel, kind, at, reason, heard_at)
select @carrier::text, id, channel, kind, at, reason, @now::timestamptz
from unnest(@ids::uuid[], @channels::text[], @kinds::text[], @ats::timestamptz[], @reasons::text[]) as told (id, channel, kind, at, reason)
on conflict do nothing;
