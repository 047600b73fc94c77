-- The steps of an activation's plan whose person needs a ready text: local posts, and tasks by their names. Rows: one for each step. Used by PlanLocalPosts.
-- @activation_id uuid
select step_id, template, task_name, partnership_id
from activation.task
where activation_id = @activation_id and (template is not null and reaction = 'LocalPost' or reaction = 'Task')
order by step_order;
