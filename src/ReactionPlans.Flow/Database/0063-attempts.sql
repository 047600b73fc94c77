-- Attempts to come in that failed, counted by all hosts together, so that a second host gives nobody five tries more.

create table access.attempt (
    -- Whom it concerns (an account's name, an address), as a digest with a key of the installation: the table tells nobody who tried, or which names.
    subject bytea primary key,
    -- Those of the last minutes; one that succeeds is taken back.
    tried_at timestamptz[] not null,
    last_at timestamptz not null
);
-- What is old is forgotten.
create index attempt_by_age on access.attempt (last_at);
grant select, insert, update, delete on access.attempt to reactionplans_app;
select access.protect('access.attempt', '(select access.sees_accounts())', '(select access.sees_accounts())');
