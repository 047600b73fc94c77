-- Deliveries of a partnership that failed and that somebody may still mend: of plans that run, and what follows a plan or goes to the parties. Rows: one for each plan,
-- step, kind, channel and reason, the oldest first. What became of a step that was taken out, or could not be done, is nobody's to mend.
-- Reads only, by delivery_failed. Used by StuckDeliveries.
-- @partnership_id text; @since instant: what failed before is left out
select failed.activation_id, failed.step_id, failed.kind, failed.channel, failed.state, coalesce(failed.reason, 'unknown') as reason, count(*)::int as messages, min(failed.settled_at) as since
from delivery.delivery as failed
where failed.partnership_id = @partnership_id and failed.state = 'Failed' and failed.settled_at >= @since
  and (failed.kind not in ('Letter', 'NeighbourMessage', 'MemberAlert', 'Update')
       or (exists (select from activation.activation as running where running.id = failed.activation_id and running.ended_at is null)
           and not exists (select from activation.task where task.activation_id = failed.activation_id and task.step_id = failed.step_id and task.state = 'NotPossible')))
group by failed.activation_id, failed.step_id, failed.kind, failed.channel, failed.state, coalesce(failed.reason, 'unknown')
order by since, failed.activation_id, failed.step_id, failed.kind, failed.channel, reason;
