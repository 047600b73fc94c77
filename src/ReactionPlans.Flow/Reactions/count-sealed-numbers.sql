-- How many residents' numbers are sealed under which key: one row for each header (null: none, sealed when there was one key). Those under a data key are counted by it (list-data-keys.sql). All are read: a person asks. Used by RotateKeys.
-- @magic bytea: begins every header; @header_bytes int; @data_magic bytea: begins every header of a data key
select case when substring(recipient_number for length(@magic)) = @magic then substring(recipient_number for @header_bytes) end as header, count(*)::int as count
from reactions.resident
where substring(recipient_number for length(@data_magic)) <> @data_magic
group by 1;
