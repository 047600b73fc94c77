-- Adds the days on which a source reported at all. Used by ReplayRun.
-- @source text; @days date[]
insert into intake.report_day (source, day) select @source, day from unnest(@days) as day on conflict do nothing;
