-- Stores a version that nobody has accepted yet. 1 row: stored. 0 rows: another import took the number meanwhile.
-- Guarded by the primary key. Used by ImportAgreement.
-- @partnership_id text; @version int; @yaml text; @holds_from date; @area_level text; @now instant
insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, imported_at)
values (@partnership_id, @version, @yaml, @holds_from, @area_level, @now)
on conflict (partnership_id, version) do nothing;
