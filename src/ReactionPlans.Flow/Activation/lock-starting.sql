-- Lets one plan of a partnership start at a time, until its transaction ends. Used by StartActivation.
-- @partnership_id text
select pg_advisory_xact_lock(hashtext('reactionplans start activation'), hashtext(@partnership_id));
