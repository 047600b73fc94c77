-- How many residents' numbers are sealed under which key: one row for each header (null: none, sealed when there was one key). All are read: a person asks. Used by RotateKeys.
-- @magic bytea: begins every header; @header_bytes int
select case when substring(recipient_number for length(@magic)) = @magic then substring(recipient_number for @header_bytes) end as header, count(*)::int as count
from reactions.resident
group by 1;
