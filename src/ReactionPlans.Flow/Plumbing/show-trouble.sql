-- What is stuck, and how old the data is. One row. Messages belong to the installation, not to a partnership: their number is shown, never
-- their content. Of rows in quarantine both numbers: everybody's, and those that row-level security lets through. Reads only. Used by the console's overview.
-- @level text; @codes text[] (null: every area of the level); @now instant
select trouble.stuck_messages, trouble.parked_messages, trouble.rejected_rows,
       (select count(*) from intake.rejected_row where settled_at is null)::int as own_rejected_rows,
       (select revision.reported_day
        from intake.report_revision revision
        where revision.known_at <= @now::timestamptz
          and not revision.withdrawn
          and exists (
              select from intake.report_area
              join intake.area on area.id = report_area.area_id
              where report_area.report_id = revision.report_id
                and report_area.revision = revision.revision
                and area.level = @level
                and (@codes::text[] is null or area.code = any(@codes::text[])))
        order by revision.reported_day desc
        limit 1) as last_reported_day
from access.trouble() as trouble;
