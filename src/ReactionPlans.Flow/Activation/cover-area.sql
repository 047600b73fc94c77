-- Takes an area into a plan; 0 rows: by another of its spikes already. Guarded by one_running_plan_per_covered_area, whose breach is an error:
-- StartActivation, which uses this, has looked under its lock.
-- @activation_id, @spike_id uuid; @partnership_id text; @area_id int
insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id)
values (@activation_id, @partnership_id, @area_id, @spike_id)
on conflict (activation_id, area_id) do nothing;
