-- Whether the cluster has a database of that name. Used by DatabaseHome.
-- @name text
select exists (select from pg_database where datname = @name);
