-- How far a carrier's receipts have been read. No row: none have been.
-- Used by PollReceipts.
-- @carrier text
select cursor
from delivery.receipt_cursor
where carrier = @carrier;
