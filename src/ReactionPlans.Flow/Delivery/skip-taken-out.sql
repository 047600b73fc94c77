-- Takes back what steps that were taken out of a plan have not sent yet. Rows: how many were taken back.
-- A row being sent at this moment is left alone: its answer settles it. So is one that its carrier may have: it is asked first, for whoever has the alert must hear what follows. Used by PlanUpdate.
-- @activation_id uuid; @step_ids text[]; @now instant
update delivery.delivery
set state = 'Skipped', reason = 'corrected', settled_at = @now
where activation_id = @activation_id and step_id = any(@step_ids) and kind in ('Letter', 'NeighbourMessage', 'MemberAlert') and state in ('Planned', 'Released') and reason is distinct from 'no-answer';
