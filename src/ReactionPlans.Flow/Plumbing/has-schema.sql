-- Whether the database has a schema of ours. Used by ReplayState and Purpose.
select to_regclass('plumbing.replay') is not null;
