-- Keeps the areas as they are until the transaction ends: an import of areas (Intake/lock-areas.sql) waits. Rows mean nothing. Used by AreaMap.
select pg_advisory_xact_lock_shared(hashtext('intake.area'));
