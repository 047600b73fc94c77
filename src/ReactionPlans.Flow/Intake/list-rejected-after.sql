-- The next open rows with how they were read, in order of number. Reads only. Used by ExportRejected.
-- @after bigint: the last one listed; @reason int or null; @file, @source text or null; @most int
select row.id, row.source, row.file, row.line, row.raw, row.problem_number, row.danish, row.english, row.corrections::text as corrections, row.received_at,
    row.origin_id, origin.name, origin.kind, origin.header, origin.separator, origin.mapping
from intake.rejected_row as row
left join intake.row_origin as origin on origin.id = row.origin_id
where row.settled_at is null and row.id > @after
    and (@reason::int is null or row.problem_number = @reason)
    and (@file::text is null or row.file = @file)
    and (@source::text is null or row.source = @source)
order by row.id
limit @most;
