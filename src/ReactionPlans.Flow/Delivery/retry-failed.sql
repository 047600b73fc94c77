-- Plans a partnership's failed deliveries of one channel and reason anew: the same deliveries, under the same ids, with all attempts before them. Rows: the plan and step of each;
-- none: somebody has done so already, or what list-failed.sql leaves out. Who presses twice waits for the first on the rows, and finds them planned.
-- The reason stays until the next answer: of one whose answer was lost the carrier is asked first (mark-sending.sql). Used by RetryDeliveries.
-- @partnership_id, @channel, @reason text; @since instant: what failed before is left alone; @now instant
update delivery.delivery as failed
set state = 'Planned', not_before = @now, batch_id = null, attempts = 0, refusals = 0, sending_at = null, settled_at = null, informed_at = null
where failed.partnership_id = @partnership_id and failed.state = 'Failed' and failed.settled_at >= @since
  and failed.channel = @channel and coalesce(failed.reason, 'unknown') = @reason
  and (failed.kind not in ('Letter', 'NeighbourMessage', 'MemberAlert', 'Update')
       or (exists (select from activation.activation as running where running.id = failed.activation_id and running.ended_at is null)
           and not exists (select from activation.task where task.activation_id = failed.activation_id and task.step_id = failed.step_id and task.state = 'NotPossible')))
returning failed.activation_id, failed.step_id;
