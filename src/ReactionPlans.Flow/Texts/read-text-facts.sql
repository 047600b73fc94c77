-- What texts may say about activations, also of those that do not exist yet: a question is asked under the activation's id to be.
-- A silence of a source, a rise of the whole district and an overdue review are told under their own ids and have neither area nor spike. Rows: one for each id that is known. Used by Texts.
-- @activation_ids uuid[]
select activation.id as activation_id, activation.spike_id, activation.partnership_id, activation.agreement_version, activation.criterion_id,
    areas.names as area_names, areas.codes as area_codes, coalesce(areas.told_until, activation.fired_on) as fired_on,
    -- Of several areas each report once, also where one area lies in another, and only those that the named criterion counted.
    case when cardinality(areas.codes) = 1 then coalesce((spike.evidence ->> 'count')::int, 0) else areas.reports end as count,
    case when cardinality(areas.codes) > 1 then areas.days end as days,
    activation.maximum_ends_at, activation.ended_on, activation.stopped_by, activation.stop_reason,
    activation.end_deadline_at, activation.end_question, activation.round
from activation.activation
join detection.spike on spike.id = activation.spike_id
cross join lateral (
    select array(select place.name from activation.covered_area as own join intake.area as place on place.id = own.area_id
            where own.activation_id = activation.id order by place.code collate "C") as names,
        array(select place.code from activation.covered_area as own join intake.area as place on place.id = own.area_id
            where own.activation_id = activation.id order by place.code collate "C") as codes,
        count(distinct report.reference)::int as reports,
        max((brought.evidence ->> 'to')::date) - min((brought.evidence ->> 'from')::date) + 1 as days,
        max(brought.fired_on) as told_until
    from activation.covered_area as covered
    join detection.spike as brought on brought.id = covered.spike_id and brought.criterion_id = activation.criterion_id
    left join lateral jsonb_array_elements(brought.evidence -> 'references') as report (reference) on true
    where covered.activation_id = activation.id) as areas
where activation.id = any(@activation_ids::uuid[])
union all
select wanted.id, spike.id, spike.partnership_id, spike.agreement_version, spike.criterion_id,
    array[area.name], array[area.code], spike.fired_on, coalesce((spike.evidence ->> 'count')::int, 0), null, null, null, null, null, null, 0, 1
from unnest(@activation_ids::uuid[]) as wanted (id)
join detection.spike on plumbing.stable_id('activation/' || spike.id) = wanted.id
join intake.area on area.id = spike.area_id
where not exists (select from activation.activation where activation.id = wanted.id)
union all
select silence.id, silence.id, silence.partnership_id, silence.agreement_version, '', '{}', '{}', silence.since, 0, null, null, null, null, null, null, 0, 1
from detection.feed_silence as silence
where silence.id = any(@activation_ids::uuid[])
union all
select rise.id, rise.id, rise.partnership_id, rise.agreement_version, '', '{}', '{}', rise.began_on, 0, null, null, null, null, null, null, 0, 1
from detection.district_rise as rise
where rise.id = any(@activation_ids::uuid[])
union all
select review.id, review.id, review.partnership_id, review.version, '', '{}', '{}', review.review_by, 0, null, null, null, null, null, null, 0, 1
from agreements.review_notice as review
where review.id = any(@activation_ids::uuid[]);
