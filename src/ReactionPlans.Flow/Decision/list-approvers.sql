-- The people who have approved, each once. Used by AnswerQuestion.
-- @spike_id uuid
select distinct person_id from decision.answer where spike_id = @spike_id and action = 'Approve';
