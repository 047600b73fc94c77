-- Each change of the visits of activations, with what it was before. Rows: one for each change, in order. Used by Texts.
-- @activation_ids uuid[]
select revision.activation_id, revision.step_id, revision.visit_number, revision.revision, revision.state, revision.changed_at,
    station.name as station, site.name as site, revision.starts_at, revision.ends_at,
    coalesce(before.state = 'Scheduled', false) as stood, left_station.name as left_station, left_site.name as left_site,
    before.starts_at as left_starts_at, before.ends_at as left_ends_at, visit.reason
from reactions.visit_revision as revision
join reactions.station_visit as visit on visit.activation_id = revision.activation_id and visit.step_id = revision.step_id and visit.visit_number = revision.visit_number
left join reactions.visit_revision as before on before.activation_id = revision.activation_id and before.step_id = revision.step_id
    and before.visit_number = revision.visit_number and before.revision = revision.revision - 1
left join reactions.station on station.id = revision.station_id
left join reactions.site on site.id = revision.site_id
left join reactions.station as left_station on left_station.id = before.station_id
left join reactions.site as left_site on left_site.id = before.site_id
where revision.activation_id = any(@activation_ids::uuid[])
order by revision.activation_id, revision.step_id, revision.visit_number, revision.revision;
