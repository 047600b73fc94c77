-- Keeps data keys from being thrown away until its transaction ends. Several hold them at once. Used by ImportResidents.
select pg_advisory_xact_lock_shared(hashtext('reactionplans data keys'));
