-- What the people named in a step have answered. Read under the step's lock. Used by SettleTask.
-- @activation_id uuid; @step_id text
select person_id, is_done, reason from activation.task_answer where activation_id = @activation_id and step_id = @step_id order by answered_at, person_id;
