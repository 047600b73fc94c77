-- The spike a plan is started for. Used by StartActivation.
-- @spike_id uuid
select partnership_id, agreement_version, criterion_id, area_id, fired_on from detection.spike where id = @spike_id;
