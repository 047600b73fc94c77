-- Puts a stretch of revisions in the areas in which they lie now, and marks every area that lost or won one. Rows: areas marked.
-- Used by ImportAreas, under Intake/lock-areas.sql.
-- @after_report_id bigint, @after_revision int (excluded) to @to_report_id bigint, @to_revision int (included);
-- @report_ids bigint[], @revisions, @area_ids int[]: the placements that hold now; @now instant
with placed as (
    select * from unnest(@report_ids, @revisions, @area_ids) as row (report_id, revision, area_id)
),
lost as (
    delete from intake.report_area as old
    where (old.report_id, old.revision) > (@after_report_id, @after_revision)
        and (old.report_id, old.revision) <= (@to_report_id, @to_revision)
        and not exists (
            select from placed
            where placed.report_id = old.report_id and placed.revision = old.revision and placed.area_id = old.area_id
        )
    returning area_id
),
won as (
    insert into intake.report_area (report_id, revision, area_id)
    select report_id, revision, area_id from placed
    on conflict do nothing
    returning area_id
)
insert into intake.area_change (area_id, change_number, changed_at)
select touched.area_id, nextval('intake.change_number'), @now
from (select area_id from lost union select area_id from won order by area_id) as touched
on conflict (area_id) do update set change_number = excluded.change_number, changed_at = excluded.changed_at;
