-- Writes an ended activation's closing report. 0 rows: written before. Used by CloseReport.
-- @activation_id uuid; @now instant
insert into evaluation.closing_report
    (activation_id, partnership_id, closed_at, ended_on, end_reason, days, letters_planned, letters_accepted, letters_failed,
     neighbour_messages_accepted, station_visits, tasks_done, tasks_not_done)
select ended.id, ended.partnership_id, @now, ended.ended_on, ended.end_reason, ended.ended_on - ended.fired_on,
    reach.letters_planned, reach.letters_accepted, reach.letters_failed, reach.neighbour_messages_accepted,
    (select count(*) from reactions.station_visit as visit where visit.activation_id = ended.id and visit.state = 'Scheduled' and visit.ends_at <= @now),
    tasks.done, tasks.not_done
from activation.activation as ended
cross join lateral (
    select count(*) filter (where kind = 'Letter') as letters_planned,
        count(*) filter (where kind = 'Letter' and state = 'Accepted') as letters_accepted,
        count(*) filter (where kind = 'Letter' and state in ('Failed', 'Returned')) as letters_failed,
        count(*) filter (where kind in ('NeighbourMessage', 'MemberAlert') and state = 'Accepted') as neighbour_messages_accepted
    from delivery.delivery as delivery
    where delivery.fired_month = ended.fired_month and delivery.activation_id = ended.id) as reach
cross join lateral (
    select count(*) filter (where state = 'Done') as done, count(*) filter (where state <> 'Done') as not_done
    from activation.task where activation_id = ended.id) as tasks
where ended.id = @activation_id and ended.ended_at is not null
on conflict do nothing;
