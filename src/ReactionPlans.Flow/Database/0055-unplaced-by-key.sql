-- The same number, found sooner: a report's places and newer revisions are looked up by its key ("offset 0"), where the planner would read those of all years.
create or replace function access.unplaced(since date) returns int
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
begin
    return (select count(*)::int
    from intake.report_revision as revision
    where revision.reported_day >= since
        and not revision.withdrawn
        and not exists (select from intake.report_area as place where place.report_id = revision.report_id and place.revision = revision.revision offset 0)
        and not exists (select from intake.report_revision as newer where newer.report_id = revision.report_id and newer.revision > revision.revision offset 0)
        and ((select access.sees_everything()) or exists (
            select from intake.report as report where report.id = revision.report_id and report.source = any((select access.sources())::text[]) offset 0)));
end
$$;
