-- The installation's keys change now and then (docs/operations.md, "Keys").
-- By which lookup key residents are found. Under another the same person would be somebody else, and get a second letter: a host with another one refuses to start.
create table plumbing.lookup_mark (
    only_row boolean primary key default true check (only_row),
    -- Made of the key; it tells nothing of it.
    mark text not null
);
grant select, insert, update on plumbing.lookup_mark to reactionplans_app;
select access.protect('plumbing.lookup_mark', '(select access.sees_everything())', '(select access.sees_everything())');

-- What is sealed is sealed anew by the new key.
grant update on decision.sealed_reason to reactionplans_app;
