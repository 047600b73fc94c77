-- Takes an area into a plan. 0 rows: another of its spikes has brought it in. Guarded by one_running_plan_per_covered_area, whose breach is an
-- error: whoever starts plans has looked under a lock. Used by StartActivation.
-- @activation_id, @spike_id uuid; @partnership_id text; @area_id int
insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id)
values (@activation_id, @partnership_id, @area_id, @spike_id)
on conflict (activation_id, area_id) do nothing;
