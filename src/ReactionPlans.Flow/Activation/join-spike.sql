-- Adds a spike to an activation whose lead it is not. 0 rows: joined before, or it is the lead. Used by StartActivation.
-- @activation_id, @spike_id uuid; @partnership_id text; @now instant
insert into activation.joined_spike (spike_id, activation_id, partnership_id, joined_at)
select @spike_id, running.id, @partnership_id, @now
from activation.activation as running
where running.id = @activation_id and running.spike_id <> @spike_id
on conflict do nothing;
