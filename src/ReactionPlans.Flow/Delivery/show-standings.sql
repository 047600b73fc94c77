-- How far the messages of a plan to people outside the parties have come, in every channel. Rows: one for each channel, state, what was heard, and reason where it did not arrive.
-- Reads only. Used by the console's reach page.
-- @partnership_id text; @activation_id uuid
select delivery.channel, delivery.state, delivery.delivered_at is not null as is_delivered, delivery.read_at is not null as is_read,
    case when delivery.state in ('Failed', 'Returned', 'Skipped') then coalesce(delivery.reason, 'unknown') end as reason, count(*)::int as messages
from delivery.delivery
join activation.activation on activation.id = delivery.activation_id and activation.fired_month = delivery.fired_month
where delivery.activation_id = @activation_id and activation.partnership_id = @partnership_id and delivery.kind <> 'Notice'
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5;
