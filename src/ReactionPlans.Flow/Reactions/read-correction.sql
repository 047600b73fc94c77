-- A correction: which steps it took out, and whether its plan is over by now. 1 row. Used by PlanUpdate.
-- @activation_id uuid; @number int
select correction.taken_out, activation.ended_at is not null as has_ended, activation.fired_on
from activation.correction
join activation.activation on activation.id = correction.activation_id
where correction.activation_id = @activation_id and correction.number = @number;
