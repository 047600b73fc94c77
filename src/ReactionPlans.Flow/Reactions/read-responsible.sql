-- Who answers for a step of a plan. One row, or none. Used by NotifyParties.
-- @activation_id uuid; @step_id text
select responsible
from activation.task
where activation_id = @activation_id and step_id = @step_id;
