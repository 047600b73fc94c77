-- How many receivers' secrets are sealed under which key: one row for each header (null: none, sealed when there was one key). All are read: a person asks. Used by RotateKeys.
-- @magic bytea: begins every header; @header_bytes int
select case when substring(sealed_secret for length(@magic)) = @magic then substring(sealed_secret for @header_bytes) end as header, count(*)::int as count
from outward.webhook
group by 1;
