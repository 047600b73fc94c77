-- What was answered, by whom, and whether it was together with other areas. Used by NotifyParties.
-- @answer_id bigint
select action, person_id, joint_id is not null as is_together from decision.answer where id = @answer_id;
