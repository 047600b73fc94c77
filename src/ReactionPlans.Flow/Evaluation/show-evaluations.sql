-- A partnership's activations, the latest first, each with all its areas, what came of the number of reports and what each party said of it afterwards.
-- Reads only. Used by the console's evaluations and the agreement's page.
-- @partnership_id text; @activation_id uuid or null (all); @since date; @most int
select activation.id, activation.agreement_version, activation.criterion_id, activation.fired_on, activation.started_at, activation.ended_on, activation.end_reason,
    activation.stopped_by, activation.stop_reason, spike.evidence::text as evidence, spike.evidence ->> 'season' is not null as is_by_calendar, area.code as area_code, area.name as area_name, covered.places, covered.spikes,
    effect.id is not null as is_weighed, effect.reports_before, effect.reports_after, effect.expected, effect.expected_before, effect.low, effect.high,
    effect.verdict as effect, effect.episodes, effect.comparisons,
    police.verdict as police_verdict, police.given_by as police_by, municipality.verdict as municipality_verdict, municipality.given_by as municipality_by
from activation.activation
join detection.spike on spike.id = activation.spike_id
join intake.area on area.id = activation.area_id
cross join lateral (
    select string_agg(place.code || ' ' || place.name, ', ' order by place.code collate "C") as places,
        array_agg(covered_area.spike_id order by place.code collate "C") as spikes
    from activation.covered_area
    join intake.area as place on place.id = covered_area.area_id
    where covered_area.activation_id = activation.id) as covered
left join evaluation.effect on effect.activation_id = activation.id
left join evaluation.verdict as police on police.activation_id = activation.id and police.party = 'Police'
left join evaluation.verdict as municipality on municipality.activation_id = activation.id and municipality.party = 'Municipality'
where activation.partnership_id = @partnership_id
    and (@activation_id::uuid is null or activation.id = @activation_id::uuid)
    and activation.fired_on >= @since
order by activation.fired_on desc, activation.started_at desc, area.code collate "C"
limit @most;
