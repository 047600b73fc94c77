-- Writes beside a version which areas its YAML covers. 1 row. Used by Migrator, as owner.
-- @PartnershipId text; @Version int; @area_codes text[] ('{*}': every area of the level)
update agreements.version set area_codes = @area_codes where partnership_id = @PartnershipId and version = @Version;
