-- Makes the three database roles that ReactionPlans runs with, and lets the owner make schemas in this database. Safe to run again.
--   reactionplans_owner     owns every schema and table; nobody signs in as it
--   reactionplans_migrator  `reactionplans migrate` signs in as it and acts as the owner
--   reactionplans_app       the roles of `reactionplans run` sign in as it; what it may do is granted by the migrations
-- Used by: deploy/postgres-init.sh, or by hand as a superuser, connected to the database that is meant:
--   psql -d reactionplans -v migrator_password=... -v app_password=... -f deploy/roles.sql
-- :migrator_password, :app_password text (psql variables)
\set ON_ERROR_STOP on

select format('create role %I %s', wanted.name, wanted.options)
from (values
    ('reactionplans_owner', 'nologin'),
    ('reactionplans_migrator', 'login'),
    ('reactionplans_app', 'login')) as wanted (name, options)
where not exists (select from pg_roles where rolname = wanted.name)
\gexec

alter role reactionplans_migrator password :'migrator_password';
alter role reactionplans_app password :'app_password';

-- Whatever the migrator makes belongs to the owner, also when a session of it forgets to say so.
grant reactionplans_owner to reactionplans_migrator;
alter role reactionplans_migrator set role to reactionplans_owner;

select format('grant create, connect, temporary on database %I to reactionplans_owner', current_database())
\gexec
select format('grant connect, temporary on database %I to reactionplans_migrator, reactionplans_app', current_database())
\gexec

-- The schema everyone can write to is not used, so nothing can be slipped into it.
revoke create on schema public from public;
