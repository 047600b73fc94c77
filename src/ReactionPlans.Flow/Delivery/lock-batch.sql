-- Waits until nobody else works on a batch; the lock is the session's and goes with it when the process dies. One row. Used by BatchLock.
-- @batch_id uuid
select pg_advisory_lock(hashtextextended(@batch_id::text, 0));
