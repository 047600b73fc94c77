-- A silence that the coordinators are to be told of. Used by NotifyParties.
-- @silence_id uuid
select partnership_id, agreement_version, since from detection.feed_silence where id = @silence_id;
