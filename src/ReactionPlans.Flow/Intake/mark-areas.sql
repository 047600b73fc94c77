-- Marks as changed the areas of new revisions, and of every earlier revision of the reports that had one. Rows: areas touched.
-- A correction that moves a report touches the area it leaves too. In order of area, so that two batches at once cannot lock each other out.
-- Used by ReceiveReports.
-- @area_ids int[]: of the new revisions; @report_ids bigint[]: reports that were known before
insert into intake.area_change (area_id, change_number)
select touched.area_id, nextval('intake.change_number')
from (
    select area_id from unnest(@area_ids) as placed (area_id)
    union
    select area_id from intake.report_area where report_id = any(@report_ids)
    order by area_id
) as touched
on conflict (area_id) do update set change_number = excluded.change_number;
