-- Everything that waits for a person: open questions (the first person asked who has not answered yet), human tasks that have begun
-- (those nobody has taken on wait for the deputy too, once reminded of), gates somebody has been asked about, plans whose people are asked how to go on, and running plans, which anybody in them may stop. Used by Personas.
select 'question' as kind, question.spike_id as id, null as step_id, question.partnership_id, person.id as person_id,
    question.round_asked_at as since, question.deadline_at as due,
    exists (select from decision.answer as answer where answer.spike_id = question.spike_id and answer.action = 'Hold') as was_held,
    false as took_otherwise
from decision.question as question
cross join lateral (
    select asked.id
    from unnest(question.asked_people) with ordinality as asked (id, place)
    where not exists (select from decision.answer as answer where answer.spike_id = question.spike_id and answer.person_id = asked.id and answer.action = 'Approve')
    order by asked.place
    limit 1) as person
where question.state = 'Open'
union all
select 'task', task.activation_id, task.step_id, task.partnership_id, person.id, task.starts_at, task.due_at, false, false
from activation.task as task
join activation.activation as running on running.id = task.activation_id and running.ended_at is null
cross join lateral unnest(case when task.named_people = '{}' then array[coalesce(task.acknowledged_by, task.responsible)] else task.named_people end) as person (id)
where task.state = 'Open' and task.reaction in ('LocalPost', 'Task')
    and not exists (select from activation.task_answer as answer
        where answer.activation_id = task.activation_id and answer.step_id = task.step_id and answer.person_id = person.id)
union all
select 'deputy', task.activation_id, task.step_id, task.partnership_id, task.deputy, task.reminded_at, task.due_at, false, false
from activation.task as task
join activation.activation as running on running.id = task.activation_id and running.ended_at is null
where task.state = 'Open' and task.reaction in ('LocalPost', 'Task') and task.named_people = '{}'
    and task.deputy is not null and task.reminded_at is not null and task.acknowledged_by is null
union all
select 'gate', task.activation_id, task.step_id, task.partnership_id, task.responsible, task.gate_asked_at, task.due_at, false, task.otherwise_chosen
from activation.task as task
join activation.activation as running on running.id = task.activation_id and running.ended_at is null
where task.state = 'Waiting' and task.gate_asked_at is not null
union all
select distinct 'end', running.id, null, running.partnership_id, task.responsible, running.end_asked_at, running.end_deadline_at, false, false
from activation.activation as running
join activation.task as task on task.activation_id = running.id
where running.ended_at is null and running.end_asked_at is not null
    and not exists (select from activation.end_answer as answer
        where answer.activation_id = running.id and answer.end_question = running.end_question and answer.person_id = task.responsible)
union all
select distinct 'plan', running.id, null, running.partnership_id, task.responsible, running.started_at, running.maximum_ends_at, false, false
from activation.activation as running
join activation.task as task on task.activation_id = running.id
where running.ended_at is null;
