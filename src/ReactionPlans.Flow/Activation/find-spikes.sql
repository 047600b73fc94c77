-- The spikes a plan is started for, the first to fire first. Used by StartActivation.
-- @spike_ids uuid[]
select id, partnership_id, agreement_version, criterion_id, area_id, fired_on
from detection.spike
where id = any(@spike_ids)
order by fired_on, opened_at, id;
