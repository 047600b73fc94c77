-- Lets an account work for a partnership, or in a role that belongs to none. 0 rows: it may already, as the same person.
-- Guarded by membership_once: for one partnership an account is one person, and the last one named holds. Used by Accounts.
-- @user_name, @partnership_id, @person_id, @role text; @now instant
insert into access.membership as kept (user_name, partnership_id, person_id, role, created_at)
values (@user_name, @partnership_id, @person_id, @role, @now)
on conflict (user_name, coalesce(partnership_id, ''), coalesce(role, '')) do update
set person_id = excluded.person_id
where kept.person_id is distinct from excluded.person_id;
