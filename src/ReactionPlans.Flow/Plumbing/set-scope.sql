-- From here to the end of the transaction only the rows of this scope are seen (Scope, 0019-row-level-security.sql). Rows mean nothing. Used by Database.
-- @scope text
select set_config('reactionplans.partnerships', @scope, true);
