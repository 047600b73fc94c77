-- Adds a spike to the running activation of its area. 0 rows: joined before. Used by StartActivation.
-- @spike_id uuid; @partnership_id text; @area_id int; @now instant
insert into activation.joined_spike (spike_id, activation_id, partnership_id, joined_at)
select @spike_id, running.id, running.partnership_id, @now
from activation.activation as running
where running.partnership_id = @partnership_id and running.area_id = @area_id and running.ended_at is null and running.spike_id <> @spike_id
on conflict do nothing;
