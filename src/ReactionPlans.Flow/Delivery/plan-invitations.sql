-- Plans what tells of an activation's visits as they stand now: an invitation to the person responsible for the step and to the station's contact, and a
-- cancellation to who was invited and has no part any more. Rows: how many are new. Visits that are over are left alone.
-- Guarded by the primary key (stable ids) and the revision in the step: nobody is told of the same change twice. Used by Invitations.
-- @activation_id uuid; @fired_month date; @now instant
with visit as (
    select latest.partnership_id, 'invite-' || latest.step_id || '#' || latest.visit_number || '.' || latest.revision as step_id,
        latest.partnership_id || '/' || task.responsible as person_id,
        case when latest.state = 'Scheduled' and latest.ends_at > @now then latest.station_id end as station_id,
        case when before.state = 'Scheduled' and before.ends_at > @now then before.station_id end as left_station_id
    from reactions.station_visit as standing
    join reactions.visit_revision as latest on latest.activation_id = standing.activation_id and latest.step_id = standing.step_id
        and latest.visit_number = standing.visit_number and latest.revision = standing.revision
    left join reactions.visit_revision as before on before.activation_id = latest.activation_id and before.step_id = latest.step_id
        and before.visit_number = latest.visit_number and before.revision = latest.revision - 1
    join activation.task on task.activation_id = latest.activation_id and task.step_id = latest.step_id
    where standing.activation_id = @activation_id
), told (partnership_id, step_id, recipient_kind, recipient_id, template) as (
    select partnership_id, step_id, 'Person', person_id, 'visit-invited' from visit where station_id is not null
    union all
    select partnership_id, step_id, 'Person', person_id, 'visit-cancelled' from visit where station_id is null and left_station_id is not null
    union all
    select visit.partnership_id, visit.step_id, 'Station', station.id, case when station.id = visit.station_id then 'visit-invited' else 'visit-cancelled' end
    from visit
    join reactions.station on station.id in (visit.station_id, visit.left_station_id) and station.mail is not null
)
insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language,
    state, not_before, daytime_only)
select @fired_month, plumbing.stable_id(@activation_id::uuid || '/' || step_id || '/' || recipient_kind || '/' || recipient_id), @activation_id, partnership_id, step_id,
    'Notice', recipient_kind, recipient_id, 'mail', template, 'da', 'Planned', @now, false
from told
on conflict do nothing;
