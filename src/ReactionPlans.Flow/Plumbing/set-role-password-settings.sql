-- Hands a role and its new password to Database/before-login.sql, for this session. Used by DatabaseRoles.
-- @role, @password text
select set_config('reactionplans.role', @role, false), set_config('reactionplans.password', @password, false);
