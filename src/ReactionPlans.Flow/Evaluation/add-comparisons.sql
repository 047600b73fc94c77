-- Notes the rises that one episode is held against. Used by WeighEffects, which has just added the episode.
-- @activation_id uuid; @area_id int; @partnership_id text; @rise_areas int[]; @rises_on date[]; @expected double precision[]; @before, @after int[]
insert into evaluation.comparison_rise (activation_id, area_id, partnership_id, rise_area_id, rise_on, expected, reports_before, reports_after)
select @activation_id, @area_id, @partnership_id, rise.area_id, rise.day, rise.expected, rise.before, rise.after
from unnest(@rise_areas::int[], @rises_on::date[], @expected::float8[], @before::int[], @after::int[]) as rise (area_id, day, expected, before, after);
