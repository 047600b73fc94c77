-- What was answered, and by whom. Used by NotifyParties.
-- @answer_id bigint
select action, person_id from decision.answer where id = @answer_id;
