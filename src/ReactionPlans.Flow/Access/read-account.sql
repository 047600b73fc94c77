-- One local account. 0 rows: nobody of that name. Used by Accounts.
-- @user_name text
select user_name, password_hash
from access.account
where user_name = @user_name;
