-- Every running activation, and the latest ended ones after them. Reads only. Used by the console's overview.
-- @partnership_id text; @most_ended int
select activation.id, activation.agreement_version, activation.criterion_id, activation.fired_on, activation.started_at,
       activation.maximum_ends_at, activation.spike_ended_on, activation.ended_on, activation.end_reason,
       spike.evidence::text as evidence, area.code as area_code, area.name as area_name
from activation.activation
join detection.spike on spike.id = activation.spike_id
join intake.area on area.id = activation.area_id
where activation.partnership_id = @partnership_id
  and (activation.ended_at is null
       or activation.id in (
           select id from activation.activation
           where partnership_id = @partnership_id and ended_at is not null
           order by ended_at desc, id
           limit @most_ended::int))
order by activation.ended_at is not null, activation.ended_at desc, activation.started_at desc, area.code;
