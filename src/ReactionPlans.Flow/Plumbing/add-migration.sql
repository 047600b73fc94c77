-- Writes down a migration, in its own transaction. Used by Migrator.
-- @version int; @name, @checksum text; @now instant
insert into migration.applied (version, name, checksum, applied_at) values (@version, @name, @checksum, @now);
