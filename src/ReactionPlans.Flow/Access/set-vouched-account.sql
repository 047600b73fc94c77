-- Makes the account of somebody whom the identity provider vouches for. 0 rows: it is there already. Used by Accounts.
-- @user_name, @provider_subject text; @now instant
insert into access.account (user_name, provider_subject, created_at)
values (@user_name, @provider_subject, @now)
on conflict (user_name) do nothing;
