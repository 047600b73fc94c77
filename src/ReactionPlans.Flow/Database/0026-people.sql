-- A link is used once for each notice it came in: who sends a question back by one can decide by the next. Nothing has written here before.
alter table decision.used_link add column notice text not null default '';
alter table decision.used_link alter column notice drop default;
alter table decision.used_link drop constraint used_link_pkey;
alter table decision.used_link add primary key (spike_id, person_id, round, notice);

-- Keys with which a system answers in one person's name. The secret itself is kept nowhere; the role is the agreement's of the day.
create table access.person_key (
    -- The part of the key that may be shown: in lists, in the audit.
    id text primary key,
    partnership_id text not null,
    person_id text not null,
    -- SHA-256 of the secret. The secret is 256 random bits: there is nothing to guess, so nothing to slow down.
    secret_hash bytea not null check (length(secret_hash) = 32),
    created_at timestamptz not null,
    revoked_at timestamptz,
    -- To the minute.
    last_used_at timestamptz
);
grant select, insert, update on access.person_key to reactionplans_app;
select access.protect('access.person_key', '(select access.sees_accounts())', '(select access.sees_accounts())');
