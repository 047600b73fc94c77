-- The local posts an activation's plan asks for. Rows: one for each step. Used by PlanLocalPosts.
-- @activation_id uuid
select step_id, template, partnership_id
from activation.task
where activation_id = @activation_id and reaction = 'LocalPost' and template is not null
order by step_order;
