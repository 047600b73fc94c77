-- What was written to the register in some plans of a partnership, in numbers, the newest plan first. Nobody is named. Rows: one for each plan, step, kind, language, channel, state, what was
-- heard of it, and reason where it did not arrive; at is when the first of them was settled, else when it may leave. Reads only, by delivery_to_register. Used by the console's page of messages.
-- @partnership_id text; @skip, @most int: of plans that have such messages
with plan as (
    select activation.id, activation.fired_month, activation.started_at
    from activation.activation
    cross join lateral (select from delivery.delivery as one where one.activation_id = activation.id and one.recipient_kind = 'NeighbourFriend' limit 1) as written
    where activation.partnership_id = @partnership_id
    order by activation.started_at desc, activation.id
    offset @skip::int limit @most::int
)
select plan.id as activation_id, message.*
from plan
cross join lateral (
    select sent.step_id, sent.kind, sent.template, sent.language, sent.channel, sent.state,
        sent.delivered_at is not null or sent.read_at is not null as has_arrived,
        case when sent.state in ('Failed', 'Returned', 'Skipped') then coalesce(sent.reason, 'unknown') end as reason,
        count(*)::int as messages, min(coalesce(sent.settled_at, sent.not_before)) as at
    from delivery.delivery as sent
    where sent.activation_id = plan.id and sent.recipient_kind = 'NeighbourFriend'
    group by 1, 2, 3, 4, 5, 6, 7, 8) as message
order by plan.started_at desc, plan.id, message.at, message.step_id, message.channel, message.language;
