-- Keys with which a source's system delivers reports over HTTP. The secret itself is kept nowhere.
create table intake.api_key (
    -- The part of the key that may be shown: in lists, in the audit.
    id text primary key,
    name text not null,
    -- The sources whose reports it may deliver.
    sources text[] not null check (cardinality(sources) > 0),
    -- SHA-256 of the secret. The secret is 256 random bits: there is nothing to guess, so nothing to slow down.
    secret_hash bytea not null check (length(secret_hash) = 32),
    created_at timestamptz not null,
    -- Set by rotation: the old key works until then beside the new one.
    ends_at timestamptz,
    revoked_at timestamptz,
    -- To the minute.
    last_used_at timestamptz
);
grant select, insert, update, delete on intake.api_key to reactionplans_app;
