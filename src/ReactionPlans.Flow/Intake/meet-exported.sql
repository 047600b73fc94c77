-- Those rows of an exported list that are still open, locked until this transaction ends; rows that a retry holds are left to it.
-- Used by ReceiveReports.
-- @ids bigint[]
select id
from intake.rejected_row
where id = any(@ids) and settled_at is null
for update skip locked;
