-- The migrations that have run, with the checksum they had. Used by Migrator.
select version, checksum from migration.applied order by version;
