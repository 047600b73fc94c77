-- An attempt succeeded: the name starts over, and the address has one less. It does not start over, or one good account would let it try all others. Rows: 2, or fewer where they are forgotten.
-- Used by Attempts.
-- @name, @address bytea
with held as materialized (
    select subject from access.attempt where subject = any(array[@name::bytea, @address::bytea]) order by subject for update
)
update access.attempt as attempt
set tried_at = case when attempt.subject = @name::bytea then '{}' else trim_array(attempt.tried_at, least(1, cardinality(attempt.tried_at))) end
from held
where attempt.subject = held.subject;
