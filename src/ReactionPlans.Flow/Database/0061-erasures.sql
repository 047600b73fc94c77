-- Which erasures this database knows of. The list of the erased lies outside it (docs/personal-data.md), so a database that was restored from before one can be told of it again.
create table reactions.erasure (
    -- As on the list; it says nothing of whom.
    id uuid primary key,
    erased_at timestamptz not null
);
grant select, insert on reactions.erasure to reactionplans_app;
select access.protect('reactions.erasure', '(select access.sees_everything())', '(select access.sees_everything())');
