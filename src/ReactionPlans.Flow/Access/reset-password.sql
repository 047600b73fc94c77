-- Gives an account a new password. 0 rows: nobody of that name. Used by Accounts.
-- @user_name, @password_hash text
update access.account set password_hash = @password_hash where user_name = @user_name;
