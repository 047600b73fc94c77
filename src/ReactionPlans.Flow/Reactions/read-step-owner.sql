-- Who answers for a step of a plan, who stands in, and who has taken it on. One row, or none. Used by NotifyParties.
-- @activation_id uuid; @step_id text
select task.responsible, task.deputy, task.acknowledged_by, task.state in ('Done', 'NotPossible', 'Cancelled') as is_settled,
    array(
        select named.id from unnest(task.named_people) as named (id)
        where not exists (select from activation.task_answer as answer
            where answer.activation_id = task.activation_id and answer.step_id = task.step_id and answer.person_id = named.id)) as still_to_answer
from activation.task
where task.activation_id = @activation_id and task.step_id = @step_id;
