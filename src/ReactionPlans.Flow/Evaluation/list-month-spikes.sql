-- What happened in a month: each spike that opened in it, what was decided, and what its plan came to. A plan that a further spike joined is told at the first.
-- Reads only. Used by MonthReport.
-- @partnership_id text; @first_day, @after_last date
select spike.fired_on, area.code as area_code, area.name as area_name, spike.criterion_id, spike.level, coalesce((spike.evidence ->> 'count')::int, 0) as count,
    (spike.evidence -> 'season' ->> 'week')::int as season_week,
    spike.agreement_version, spike.ended_on, question.state as decision, question.reason,
    activation.id is not null as started, joined.activation_id is not null as joined, activation.ended_on as plan_ended_on,
    coalesce(tasks.done, 0) as tasks_done, coalesce(tasks.total, 0) as tasks_total,
    coalesce(report.letters_accepted, 0) as letters, coalesce(report.neighbour_messages_accepted, 0) as neighbour_messages, coalesce(report.station_visits, 0) as station_visits
from detection.spike
join intake.area on area.id = spike.area_id
left join decision.question on question.spike_id = spike.id
left join activation.activation on activation.spike_id = spike.id
left join activation.joined_spike as joined on joined.spike_id = spike.id
left join evaluation.closing_report as report on report.activation_id = activation.id
left join lateral (
    select (count(*) filter (where task.state = 'Done'))::int as done, count(*)::int as total
    from activation.task where task.activation_id = activation.id) as tasks on true
where spike.partnership_id = @partnership_id and spike.fired_on >= @first_day and spike.fired_on < @after_last
order by spike.fired_on, area.code collate "C", spike.criterion_id;
