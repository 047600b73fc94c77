-- The next open rows to read again, with how they were read, locked until this transaction ends. Rows that somebody else holds are his.
-- Used by RetryRejected.
-- @after bigint: the last one looked at; @reason int or null; @file, @source text or null; @ids bigint[] or null; @most int
select row.id, row.source, row.file, row.line, row.raw, row.problem_number, row.danish, row.english, row.corrections::text as corrections, row.received_at,
    row.origin_id, origin.name, origin.kind, origin.header, origin.separator, origin.mapping
from intake.rejected_row as row
left join intake.row_origin as origin on origin.id = row.origin_id
where row.settled_at is null and row.id > @after
    and (@reason::int is null or row.problem_number = @reason)
    and (@file::text is null or row.file = @file)
    and (@source::text is null or row.source = @source)
    and (@ids::bigint[] is null or row.id = any(@ids))
order by row.id
limit @most
for update of row skip locked;
