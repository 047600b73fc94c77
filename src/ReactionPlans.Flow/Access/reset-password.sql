-- Gives a local account a new password. 0 rows: there is none of that name. Used by Accounts.
-- @user_name, @password_hash text
update access.account set password_hash = @password_hash where user_name = @user_name and provider_subject is null;
