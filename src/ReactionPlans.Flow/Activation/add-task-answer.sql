-- Stores what one person named in a step has answered. 1 row. Guarded by the primary key: twice is an error. Used by SettleTask, which holds the step.
-- @activation_id uuid; @step_id, @person_id, @partnership_id, @reason text; @is_done boolean; @now instant
insert into activation.task_answer (activation_id, step_id, person_id, partnership_id, is_done, reason, answered_at)
values (@activation_id, @step_id, @person_id, @partnership_id, @is_done, @reason, @now);
