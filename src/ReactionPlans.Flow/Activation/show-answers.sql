-- What people have answered in one activation: to steps that everyone named must answer, and to how it goes on. Rows: one for each answer, the oldest first.
-- Reads only, by the primary keys. Used by the console's page of one plan.
-- @partnership_id text; @activation_id uuid
select answered_at as at, step_id, person_id, case when is_done then 'Done' else 'NotPossible' end as answer, reason
from activation.task_answer
where partnership_id = @partnership_id and activation_id = @activation_id
union all
select answered_at, null, person_id, choice, null
from activation.end_answer
where partnership_id = @partnership_id and activation_id = @activation_id
order by at, person_id;
