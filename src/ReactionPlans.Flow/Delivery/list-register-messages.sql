-- What was written to the register in some plans of a partnership, in numbers, the newest plan first. Nobody is named. Rows: one for each plan, step, kind, language, channel, state, what was
-- heard of it, and reason where it did not arrive; at is when the first of them was settled, else when it may leave. Reads only, by delivery_to_register. Used by the console's page of messages.
-- @partnership_id text; @skip, @most int: of plans that have such messages
with plan as (
    select activation.id, activation.fired_month, activation.started_at
    from activation.activation
    where activation.partnership_id = @partnership_id
      and exists (select from delivery.delivery as sent where sent.activation_id = activation.id and sent.recipient_kind = 'NeighbourFriend')
    order by activation.started_at desc, activation.id
    offset @skip::int limit @most::int
)
select plan.id as activation_id, message.step_id, message.kind, message.template, message.language, message.channel, message.state,
    message.delivered_at is not null or message.read_at is not null as has_arrived,
    case when message.state in ('Failed', 'Returned', 'Skipped') then coalesce(message.reason, 'unknown') end as reason,
    count(*)::int as messages, min(coalesce(message.settled_at, message.not_before)) as at
from plan
join delivery.delivery as message on message.activation_id = plan.id and message.recipient_kind = 'NeighbourFriend'
group by plan.id, plan.started_at, message.step_id, message.kind, message.template, message.language, message.channel, message.state, has_arrived, reason
order by plan.started_at desc, plan.id, at, message.step_id, message.channel, message.language;
