-- Whether the database has a schema of ours that knows of purposes. Used by Purpose.
select to_regclass('plumbing.purpose') is not null;
