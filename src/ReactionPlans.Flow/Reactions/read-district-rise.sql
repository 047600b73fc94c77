-- A district-wide rise that the parties are to be told of. Used by NotifyParties.
-- @rise_id uuid
select partnership_id, agreement_version, began_on as since from detection.district_rise where id = @rise_id;
