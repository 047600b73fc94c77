-- Stores a version that nobody has accepted yet. 1 row: stored. 0 rows: another import took the number meanwhile.
-- Guarded by the primary key. Used by ImportAgreement.
-- @partnership_id text; @version int; @yaml text; @holds_from date; @area_level text; @area_codes text[] ('{*}': every area of the level);
-- @proposed_by text or null (a command); @now instant
insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, proposed_by, imported_at)
values (@partnership_id, @version, @yaml, @holds_from, @area_level, @area_codes, @proposed_by, @now)
on conflict (partnership_id, version) do nothing;
