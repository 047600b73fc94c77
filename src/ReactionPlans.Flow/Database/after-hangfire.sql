-- What the app role needs of Hangfire's own tables. Safe to run again. Used by Migrator.
grant usage on schema hangfire to reactionplans_app;
grant select, insert, update, delete on all tables in schema hangfire to reactionplans_app;
grant usage on all sequences in schema hangfire to reactionplans_app;
