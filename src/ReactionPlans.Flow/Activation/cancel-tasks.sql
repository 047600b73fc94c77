-- What an ended activation had not begun or finished is cancelled. Used by WatchActivations and StopActivation.
-- @activation_ids uuid[]; @now instant
update activation.task
set state = 'Cancelled', settled_at = @now, settled_by = 'reactionplans', reason = 'ended'
where activation_id = any(@activation_ids) and state in ('Waiting', 'Open');
