-- How many open rows there are to read again. One row. Reads only. Used by RetryRejected, for its progress.
-- @reason int or null; @file, @source text or null; @ids bigint[] or null
select count(*)::int
from intake.rejected_row
where settled_at is null
    and (@reason::int is null or problem_number = @reason)
    and (@file::text is null or file = @file)
    and (@source::text is null or source = @source)
    and (@ids::bigint[] is null or id = any(@ids));
