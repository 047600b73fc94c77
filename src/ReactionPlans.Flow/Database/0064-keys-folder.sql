-- Which folder of keys (Keys:Folder) belongs to this database: the data keys of residents' extracts lie there (docs/adr/0013). A host with another folder could open no number and throw away
-- keys that are not its own, so it refuses to start.
create table plumbing.keys_folder (
    only_row boolean primary key default true check (only_row),
    -- As in the folder's own file; it tells nothing.
    mark uuid not null
);
grant select, insert, update on plumbing.keys_folder to reactionplans_app;
select access.protect('plumbing.keys_folder', '(select access.sees_everything())', '(select access.sees_everything())');
