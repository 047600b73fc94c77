-- One row of the quarantine, open or settled, with how it was read. 0 rows: there is none, or it is somebody else's. Reads only.
-- Used by ShowRejected.
-- @id bigint
select row.id, row.source, row.file, row.line, row.raw, row.problem_number, row.danish, row.english, row.corrections::text as corrections, row.received_at,
    row.origin_id, origin.name, origin.kind, origin.header, origin.separator, origin.mapping,
    row.corrected_by, row.corrected_because, row.settled_at, row.settlement, row.settled_by, row.settled_because
from intake.rejected_row as row
left join intake.row_origin as origin on origin.id = row.origin_id
where row.id = @id;
