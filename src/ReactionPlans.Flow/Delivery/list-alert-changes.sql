-- When what an alert says became another, in order: the parties let the plan go on, a further spike joined it, or a person corrected it. Nothing is ever taken out of the list
-- or put between, for a message's number is its place in it. A question whose plan went on is settled by its last answer. Reads only. Used by ReadAlerts.
-- @activation_ids uuid[]
select activation.id as activation_id, max(answer.answered_at) as changed_at
from activation.activation
join activation.end_answer as answer on answer.activation_id = activation.id
where activation.id = any(@activation_ids::uuid[])
  and (answer.end_question < activation.end_question or activation.end_asked_at is null)
group by activation.id, answer.end_question
union all
select activation.id, joined.joined_at
from activation.activation
join activation.joined_spike as joined on joined.activation_id = activation.id
where activation.id = any(@activation_ids::uuid[]) and joined.joined_at > activation.started_at
union all
select activation_id, corrected_at
from activation.correction
where activation_id = any(@activation_ids::uuid[])
order by activation_id, changed_at;
