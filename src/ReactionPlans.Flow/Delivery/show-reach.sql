-- How far the deliveries of each step have come in the given activations. Rows: one for each step and kind. Reads only.
-- informed counts for a gate: reached by any channel, paper from its expected day. Used by the console's overview.
-- @partnership_id text; @activations uuid[]; @now instant
select delivery.activation_id, delivery.step_id, delivery.kind,
       count(*)::int as planned,
       (count(*) filter (where delivery.state in ('Planned', 'Released', 'Sending')))::int as waiting,
       (count(*) filter (where delivery.state = 'Accepted' and delivery.channel <> 'print'))::int as accepted,
       (count(*) filter (where delivery.state = 'Accepted' and delivery.channel = 'print'))::int as paper,
       (count(*) filter (where delivery.state = 'Skipped'))::int as skipped,
       (count(*) filter (where delivery.state = 'Skipped' and delivery.reason = 'letter-budget'))::int as beyond_budget,
       (count(*) filter (where delivery.state = 'Skipped' and delivery.reason = 'corrected'))::int as taken_back,
       (count(*) filter (where delivery.state = 'Accepted' and delivery.delivered_at is not null))::int as delivered,
       (count(*) filter (where delivery.state = 'Accepted' and delivery.read_at is not null))::int as read,
       (count(*) filter (where delivery.state = 'Returned'))::int as returned,
       (count(*) filter (where delivery.state = 'Failed'))::int as failed,
       (count(*) filter (where delivery.state = 'Accepted' and delivery.informed_at <= @now::timestamptz))::int as informed
from delivery.delivery
join activation.activation on activation.id = delivery.activation_id and activation.fired_month = delivery.fired_month
where activation.partnership_id = @partnership_id
  and delivery.activation_id = any(@activations::uuid[])
group by delivery.activation_id, delivery.step_id, delivery.kind
order by delivery.activation_id, delivery.kind, delivery.step_id;
