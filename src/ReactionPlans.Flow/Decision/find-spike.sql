-- The spike a question is about. Used by OpenQuestion.
-- @spike_id uuid
select partnership_id, agreement_version, ended_on from detection.spike where id = @spike_id;
