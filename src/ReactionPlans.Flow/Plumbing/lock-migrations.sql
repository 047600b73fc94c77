-- Lets one migrator run at a time; held until the connection closes. Used by Migrator.
select pg_advisory_lock(hashtext('reactionplans migrate'));
