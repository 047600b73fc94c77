-- Says anew why rows cannot be taken in: they were read again, perhaps in another way. Locked before by this transaction.
-- Used by ReceiveReports and RetryRejected.
-- @ids bigint[]; @sources text[] (null in it: as before); @problem_numbers int[]; @danish, @english text[]; @origin_id int or null
update intake.rejected_row as row
set source = coalesce(told.source, row.source), problem_number = told.problem_number, danish = told.danish, english = told.english, origin_id = @origin_id
from unnest(@ids, @sources, @problem_numbers, @danish, @english) as told (id, source, problem_number, danish, english)
where row.id = told.id and row.settled_at is null;
