-- Every running activation, and the latest ended ones after them, each with all its areas; or one alone, running or not. Reads only.
-- Used by the console's overview and the API.
-- @partnership_id text; @activation_id uuid or null (all of these); @most_ended int
select activation.id, activation.agreement_version, activation.criterion_id, activation.fired_on, activation.started_at,
       activation.maximum_ends_at, activation.ended_at, activation.ended_on, activation.end_reason,
       case when activation.ended_at is null then activation.end_deadline_at end as end_deadline_at, activation.end_question,
       array(select answer.person_id from activation.end_answer as answer
           where answer.activation_id = activation.id and answer.end_question = activation.end_question) as end_answered_by,
       activation.stopped_by, activation.stop_reason,
       spike.evidence::text as evidence, area.code as area_code, area.name as area_name, covered.places, covered.area_codes, covered.area_names, covered.spikes
from activation.activation
join detection.spike on spike.id = activation.spike_id
join intake.area on area.id = activation.area_id
cross join lateral (
    select string_agg(place.code || ' ' || place.name, ', ' order by place.code collate "C") as places,
           array_agg(place.code order by place.code collate "C") as area_codes, array_agg(place.name order by place.code collate "C") as area_names,
           array_agg(covered_area.spike_id order by place.code collate "C") as spikes
    from activation.covered_area
    join intake.area as place on place.id = covered_area.area_id
    where covered_area.activation_id = activation.id) as covered
where activation.partnership_id = @partnership_id
  and (@activation_id::uuid is null or activation.id = @activation_id::uuid)
  and (activation.ended_at is null
       or activation.id = @activation_id::uuid
       or activation.id in (
           select id from activation.activation
           where partnership_id = @partnership_id and ended_at is not null
           order by ended_at desc, id
           limit @most_ended::int))
order by activation.ended_at is not null, activation.ended_at desc, activation.started_at desc, area.code;
