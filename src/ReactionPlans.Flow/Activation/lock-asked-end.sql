-- A running plan whose parties have been asked how to go on, locked until the answer commits. 0 rows: unknown, over, or nobody is asked. Used by AnswerEnd.
-- @activation_id uuid; @partnership_id text
select agreement_version, end_question from activation.activation
where id = @activation_id and partnership_id = @partnership_id and ended_at is null and end_asked_at is not null
for update;
