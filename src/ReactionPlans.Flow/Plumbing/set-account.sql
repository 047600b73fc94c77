-- Makes a local account, or gives an existing one a new password, partnership and person. 1 row.
-- Guarded by the primary key: of two at once the last one holds. Used by Accounts.
-- @user_name, @password_hash, @partnership_id, @person_id text; @now instant
insert into plumbing.account (user_name, password_hash, partnership_id, person_id, created_at)
values (@user_name, @password_hash, @partnership_id, @person_id, @now)
on conflict (user_name) do update
set password_hash = excluded.password_hash, partnership_id = excluded.partnership_id, person_id = excluded.person_id;
