-- Marks the areas of the new revisions, and of every earlier revision of the same reports, as changed. Rows: areas touched.
-- A correction that moves a report touches the area it leaves too. In order of area, so that two batches at once cannot lock each other out.
-- Needs: Intake/create-staged-report.sql. Used by ReceiveReports.
insert into intake.area_change (area_id, change_number)
select touched.area_id, nextval('intake.change_number')
from (
    select distinct report_area.area_id
    from staged_report
    join intake.report_area using (report_id)
    order by report_area.area_id
) as touched
on conflict (area_id) do update set change_number = excluded.change_number;
