-- Ends what an account may work as and is not among what is claimed for it now. Rows: what ended. Used by Accounts.
-- @user_name text; @partnership_ids, @person_ids, @roles text[]: side by side, with nulls as in the table
delete from access.membership as kept
where kept.user_name = @user_name
    and not exists (
        select from unnest(@partnership_ids::text[], @person_ids::text[], @roles::text[]) as claimed (partnership_id, person_id, role)
        where claimed.partnership_id is not distinct from kept.partnership_id
            and claimed.person_id is not distinct from kept.person_id
            and claimed.role is not distinct from kept.role)
returning kept.user_name, kept.partnership_id, kept.person_id, kept.role;
