-- Marks as changed the areas of new revisions, and of every earlier revision of the reports that had one. Rows: areas touched.
-- A correction that moves a report touches the area it leaves too. In order of area, so that two batches at once cannot lock each other out.
-- Used by ReceiveReports.
-- @area_ids int[]: of the new revisions; @report_ids bigint[]: reports that were known before;
-- @now instant; @trace text or null (outside any trace): of each area the last eight are kept
insert into intake.area_change as change (area_id, change_number, changed_at, traces)
select touched.area_id, nextval('intake.change_number'), @now, array_remove(array[@trace::text], null)
from (
    select area_id from unnest(@area_ids) as placed (area_id)
    union
    select area_id from intake.report_area where report_id = any(@report_ids)
    order by area_id
) as touched
on conflict (area_id) do update
set change_number = excluded.change_number, changed_at = excluded.changed_at, traces = (excluded.traces || array_remove(change.traces, @trace::text))[1:8];
