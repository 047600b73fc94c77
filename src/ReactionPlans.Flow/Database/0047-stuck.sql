-- What is stuck can be seen by who is to look after it, and set going again: a partnership's deliveries by its own people, messages and receivers of events by the administrator.

-- A partnership's deliveries that failed: few, and looked up by everybody who opens the page.
create index delivery_failed on delivery.delivery (partnership_id, settled_at) where state = 'Failed';

-- One more scope: '#operation', the machinery and nothing else. It sees messages that are stuck and the receivers of events, and no case.
create function access.sees_operation() returns boolean language sql stable parallel safe
    return coalesce(current_setting('reactionplans.partnerships', true), '') in ('*', '#operation');
grant execute on function access.sees_operation to reactionplans_app;

create or replace function access.partnerships() returns text[] language sql stable parallel safe
    return case when coalesce(current_setting('reactionplans.partnerships', true), '') in ('', '*', '#accounts', '#operation') then '{}'
        else string_to_array(current_setting('reactionplans.partnerships', true), ',') end;

alter policy seen on plumbing.stuck_message using ((select access.sees_operation()));
alter policy removed on plumbing.stuck_message using ((select access.sees_operation()));

-- What was stuck is put back into the outbox, and what could not leave it is let go on. Messages hold ids, codes and dates alone.
alter policy seen on plumbing.outbox using ((select access.sees_operation()));
alter policy changed on plumbing.outbox using ((select access.sees_operation())) with check ((select access.sees_operation()));
alter policy added on plumbing.outbox with check ((select access.is_somebody()) or (select access.sees_operation()));

alter policy seen on outward.journal using ((select access.sees_operation()) or partnership_id = any((select access.partnerships())::text[]));
alter policy seen on outward.webhook using ((select access.sees_operation()) or partnership_id = any((select access.partnerships())::text[]));
alter policy changed on outward.webhook using ((select access.sees_operation())) with check ((select access.sees_operation()));

-- Whoever sets something going again is written down, like everybody who acts.
alter policy added on access.audit_entry with check (
    (select access.sees_accounts()) or (select access.sees_operation()) or partnership_id = any((select access.partnerships())::text[]));
