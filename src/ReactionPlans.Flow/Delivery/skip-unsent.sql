-- Takes back what an ended activation has not sent yet; notices to the parties still go. Rows: how many were taken back.
-- A row being sent at this moment is left alone: its answer settles it. So is one that its carrier may have: it is asked first, for whoever has the alert must hear what follows. Used by PlanAllClear.
-- @activation_id uuid; @now instant
update delivery.delivery
set state = 'Skipped', reason = 'ended', settled_at = @now
where activation_id = @activation_id and kind in ('Letter', 'NeighbourMessage', 'MemberAlert', 'Update') and state in ('Planned', 'Released') and reason is distinct from 'no-answer';
