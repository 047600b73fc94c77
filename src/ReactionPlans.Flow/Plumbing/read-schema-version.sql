-- The schema's version; 0 before the first migration. Used by Migrator.Check.
select coalesce(max(version), 0)::int from migration.applied;
