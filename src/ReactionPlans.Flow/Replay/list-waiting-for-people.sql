-- Everything that waits for a person: open questions (the first person asked who has not answered yet), human tasks that have begun,
-- and gates somebody has been asked about. Used by Personas.
select 'question' as kind, question.spike_id as id, null as step_id, question.partnership_id, person.id as person_id,
    question.round_asked_at as since, question.deadline_at as due,
    exists (select from decision.answer as answer where answer.spike_id = question.spike_id and answer.action = 'Hold') as was_held
from decision.question as question
cross join lateral (
    select asked.id
    from unnest(question.asked_people) with ordinality as asked (id, place)
    where not exists (select from decision.answer as answer where answer.spike_id = question.spike_id and answer.person_id = asked.id and answer.action = 'Approve')
    order by asked.place
    limit 1) as person
where question.state = 'Open'
union all
select 'task', task.activation_id, task.step_id, running.partnership_id, task.responsible, task.starts_at, task.due_at, false
from activation.task as task
join activation.activation as running on running.id = task.activation_id and running.ended_at is null
where task.state = 'Open' and task.reaction in ('LocalPost', 'Task')
union all
select 'gate', task.activation_id, task.step_id, running.partnership_id, task.responsible, task.gate_asked_at, task.due_at, false
from activation.task as task
join activation.activation as running on running.id = task.activation_id and running.ended_at is null
where task.state = 'Waiting' and task.gate_asked_at is not null and not task.otherwise_chosen;
