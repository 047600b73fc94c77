-- Deliveries of a partnership that are neither settled nor on their way within their deadline. Rows: one for each plan, step, kind, channel and state, the oldest first.
-- Reads only, by the partial indexes of what is not settled. Used by StuckDeliveries.
-- @partnership_id text; @by_day, @at_any_hour, @under_way instant: due or handed on before these is too late
with late as (
    select activation_id, partnership_id, step_id, kind, channel, state, not_before as since
    from delivery.delivery
    where state = 'Planned' and not_before < greatest(@by_day::timestamptz, @at_any_hour::timestamptz)
      and not_before < case when daytime_only then @by_day::timestamptz else @at_any_hour::timestamptz end
    union all
    select activation_id, partnership_id, step_id, kind, channel, state, sending_at
    from delivery.delivery
    where state in ('Released', 'Sending') and sending_at < @under_way and batch_id is not null
)
select late.activation_id, late.step_id, late.kind, late.channel, late.state, count(*)::int as messages, min(late.since) as since
from late
where late.partnership_id = @partnership_id
group by late.activation_id, late.step_id, late.kind, late.channel, late.state
order by since, late.activation_id, late.step_id, late.channel, late.state;
