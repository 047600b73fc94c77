-- How many reasons of holds are sealed under which key: one row for each header (null: none, sealed when there was one key). All are read: a person asks. Used by RotateKeys.
-- @magic bytea: begins every header; @header_bytes int
select case when substring(sealed for length(@magic)) = @magic then substring(sealed for @header_bytes) end as header, count(*)::int as count
from decision.sealed_reason
group by 1;
