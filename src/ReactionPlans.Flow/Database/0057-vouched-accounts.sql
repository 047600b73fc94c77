-- Accounts that an identity provider vouches for: without a password of ours, known by whom the provider says they are.
alter table access.account alter column password_hash drop not null;
alter table access.account
    -- The provider's own name for the person (the claim sub), which it gives to nobody else; null: a local account.
    add column provider_subject text,
    add constraint account_has_one_way_in check ((password_hash is null) = (provider_subject is not null));
