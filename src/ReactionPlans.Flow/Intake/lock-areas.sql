-- Waits until nobody places anything (Plumbing/hold-areas.sql), and keeps others from it until the transaction ends. Rows mean nothing. Used by ImportAreas.
select pg_advisory_xact_lock(hashtext('intake.area'));
