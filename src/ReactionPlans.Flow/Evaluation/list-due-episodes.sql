-- Areas of activations whose weeks after firing are over and that have not been counted, the oldest first. A plan that was stopped, or whose rise turned
-- out to be none, or that began by the calendar, is held against nothing. Reads only. Used by WeighEffects.
-- @fired_by date (the last day on which one fired whose weeks are over); @most int
select covered.activation_id, covered.area_id, covered.partnership_id, spike.agreement_version, spike.criterion_id, area.level, spike.fired_on,
    coalesce((spike.evidence ->> 'windowDays')::int, 7) as window_days
from activation.covered_area as covered
join activation.activation on activation.id = covered.activation_id
join detection.spike as spike on spike.id = covered.spike_id
join intake.area on area.id = covered.area_id
where spike.fired_on <= @fired_by
    and coalesce(activation.end_reason, '') not in ('stopped', 'withdrawn', 'one-of-many')
    and spike.evidence ->> 'season' is null
    and not exists (select from evaluation.effect_episode as counted where counted.activation_id = covered.activation_id and counted.area_id = covered.area_id)
order by spike.fired_on, covered.activation_id, covered.area_id
limit @most;
