-- Makes a local account, or gives an existing one a new password. 1 row.
-- Guarded by the primary key: of two at once the last one holds. Used by Accounts.
-- @user_name, @password_hash text; @now instant
insert into access.account (user_name, password_hash, created_at)
values (@user_name, @password_hash, @now)
on conflict (user_name) do update
set password_hash = excluded.password_hash;
