-- A station visit before its gate, or a gate opened by a share that the deliveries do not bear out. Used by Promises.
select format('Visit %s of step %s in activation %s lies before its gate.', visit.visit_number, visit.step_id, visit.activation_id)
from reactions.station_visit as visit
left join activation.task as task on task.activation_id = visit.activation_id and task.step_id = visit.step_id
where visit.state = 'Scheduled' and (task.gate_opened_at is null or visit.starts_at < task.gate_opened_at)
union all
select format('The gate of step %s in activation %s opened with %s of %s informed.', task.step_id, task.activation_id, reach.informed, reach.planned)
from activation.task as task
join activation.activation as activation on activation.id = task.activation_id
cross join lateral (
    -- A letter that came back later had told its recipient as far as anybody knew.
    select count(*) filter (where (delivery.state = 'Accepted' and delivery.informed_at <= task.gate_opened_at) or delivery.was_informed @> task.gate_opened_at) as informed,
        -- What was skipped only because the plan ended, or a correction took it back, was still planned when the gate opened.
        count(*) filter (where delivery.state <> 'Skipped' or delivery.reason in ('ended', 'corrected')) as planned
    from delivery.delivery as delivery
    where delivery.fired_month = activation.fired_month and delivery.activation_id = task.activation_id and delivery.step_id = task.gate_step) as reach
where task.gate_opened_by = 'share' and (reach.planned = 0 or reach.informed < task.gate_informed_share * reach.planned)
union all
select format('The gate of step %s in activation %s opened before step %s was done.', task.step_id, task.activation_id, before.step_id)
from activation.task as task
join activation.task as before on before.activation_id = task.activation_id
    and before.step_id = case task.gate_opened_by when 'otherwise' then task.otherwise_step when 'done' then task.gate_step end
where before.state <> 'Done' or before.settled_at > task.gate_opened_at;
