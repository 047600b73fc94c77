-- Makes the three roles where they are missing; needs a login that may create roles. Safe to run again. Used by DatabaseRoles.
-- owner owns every object, migrator changes the schema as owner, app works with the rights the migrations grant, and no others.
-- The same as deploy/roles.sql, which a database administrator runs where the program may not create roles.
do $$
begin
    if not exists (select from pg_roles where rolname = 'reactionplans_owner') then
        create role reactionplans_owner nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'reactionplans_migrator') then
        create role reactionplans_migrator login;
    end if;
    if not exists (select from pg_roles where rolname = 'reactionplans_app') then
        create role reactionplans_app login;
    end if;
    grant reactionplans_owner to reactionplans_migrator;
    execute format('grant create on database %I to reactionplans_owner', current_database());
end
$$;
