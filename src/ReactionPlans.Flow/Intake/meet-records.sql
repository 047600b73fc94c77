-- The open rows of a stretch of a file that comes in again, locked until this transaction ends. Rows that a retry holds are left to it:
-- waiting for them while holding the sources' lock could never end. Used by ReceiveReports.
-- @file text; @first, @last int: lines, both included
select id, line, raw
from intake.rejected_row
where file = @file and line between @first and @last and settled_at is null
for update skip locked;
