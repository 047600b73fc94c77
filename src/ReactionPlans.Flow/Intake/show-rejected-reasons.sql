-- Rows of the quarantine by reason, source and file, the largest group first, with the newest one's words. Reads only.
-- Used by the console's page and the quarantine command.
-- @settled boolean: those that are settled, or those that wait; @reason int or null; @source text or null
select problem_number, source, file, count(*)::int as rows, max(received_at) as last_received_at,
    (array_agg(danish order by id desc))[1] as danish, (array_agg(english order by id desc))[1] as english
from intake.rejected_row
where (settled_at is not null) = @settled
    and (@reason::int is null or problem_number = @reason)
    and (@source::text is null or source = @source)
group by problem_number, source, file
order by rows desc, problem_number, source, file;
