-- Of each version of a partnership's agreement the rehearsal that counts: the one under way, or else the one asked for last that was not called off. Used by RehearsalBook.
-- @partnership_id text
select distinct on (version) version, asked_by, asked_at, days, state, share, finished_at, violations, findings, outcome::text as outcome, problem
from agreements.rehearsal
where partnership_id = @partnership_id and state <> 'Cancelled'
order by version, asked_at desc;
