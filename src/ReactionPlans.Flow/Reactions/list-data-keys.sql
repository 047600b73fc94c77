-- Which data keys residents' numbers are sealed under, and how many by each. Rows: the keys. All residents are read: once a night, when a host starts, and when a person asks. Used by ExtractKeys.
-- @data_magic bytea: begins every header of a data key; the key's id follows it
select encode(substring(recipient_number from length(@data_magic) + 1 for 16), 'hex')::uuid as id, count(*)::int as count
from reactions.resident
where substring(recipient_number for length(@data_magic)) = @data_magic
group by 1;
