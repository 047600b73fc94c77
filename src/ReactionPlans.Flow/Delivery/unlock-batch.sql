-- Gives a batch free. One row, true. Used by BatchLock.
-- @batch_id uuid
select pg_advisory_unlock(hashtextextended(@batch_id::text, 0));
