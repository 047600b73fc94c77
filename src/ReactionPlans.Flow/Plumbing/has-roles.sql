-- Whether the three roles exist; where they do, nobody needs the right to make them. Used by DatabaseHome.
select count(*) = 3 from pg_roles where rolname in ('reactionplans_owner', 'reactionplans_migrator', 'reactionplans_app');
