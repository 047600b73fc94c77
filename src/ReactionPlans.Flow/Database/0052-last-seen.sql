-- When a person was last at the overview, so that it can begin with what has happened since.

create table access.last_seen (
    partnership_id text not null,
    person_id text not null,
    seen_at timestamptz not null,
    -- The end of the visit before this one; null: this is the first.
    seen_before timestamptz,
    primary key (partnership_id, person_id)
);
grant select, insert, update on access.last_seen to reactionplans_app;
select access.protect('access.last_seen',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])');
