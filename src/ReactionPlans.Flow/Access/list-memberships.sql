-- What accounts may work as, in order of account and partnership; those without a partnership first. Used by Accounts.
-- @user_name text or null (all)
select user_name, partnership_id, person_id, role
from access.membership
where @user_name::text is null or user_name = @user_name
order by user_name, partnership_id nulls first, role;
