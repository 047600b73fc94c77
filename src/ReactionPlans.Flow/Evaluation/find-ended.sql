-- The version of the agreement that an ended plan ran under. 0 rows: there is none of this partnership, or it runs. Used by GiveVerdict.
-- @activation_id uuid; @partnership_id text
select agreement_version from activation.activation
where id = @activation_id and partnership_id = @partnership_id and ended_at is not null;
