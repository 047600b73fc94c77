-- Single rows of the quarantine, the newest first, without what came: who opens one is written down. Reads only. Used by the console's page and the quarantine command.
-- @settled boolean: those that are settled, or those that wait; @reason int or null; @source, @file text or null; @before bigint or null: only older ones; @most int
select id, source, file, line, problem_number, danish, english, '' as raw, corrections::text as corrections, corrected_by, corrected_because,
    received_at, settled_at, settlement, settled_by, settled_because
from intake.rejected_row
where (settled_at is not null) = @settled
    and (@reason::int is null or problem_number = @reason)
    and (@source::text is null or source = @source)
    and (@file::text is null or file = @file)
    and (@before::bigint is null or id < @before)
order by id desc
limit @most;
