-- Notes how far a carrier's receipts have been read. 1 row: noted. Used by PollReceipts.
-- @carrier, @cursor text; @now instant
insert into delivery.receipt_cursor (carrier, cursor, read_at)
values (@carrier, @cursor, @now)
on conflict (carrier) do update set cursor = excluded.cursor, read_at = excluded.read_at;
