-- Removes an account and all it may work as. 0 rows: nobody of that name. Used by Accounts.
-- @user_name text
delete from access.account where user_name = @user_name;
