-- Where the migrator writes down what it has applied. Safe to run again. Used by Migrator.
create schema if not exists migration;
create table if not exists migration.applied (
    version int primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null
);
grant usage on schema migration to reactionplans_app;
grant select on migration.applied to reactionplans_app;
