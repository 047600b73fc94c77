-- Gives a role a new password; for a private cluster, whose passwords live no longer than the host. Used by DatabaseRoles.
-- Session settings reactionplans.role, reactionplans.password: text (a role statement takes no parameters).
do $$
begin
    execute format('alter role %I with login password %L', current_setting('reactionplans.role'), current_setting('reactionplans.password'));
end
$$;
