-- Deliveries that are not settled, by channel and state, with how many of them are due and since when, and those that failed lately. Rows: one for each channel and
-- state that has any. What waits for the morning, or for an alert to be settled, is not due. By the partial indexes of what is not settled or has failed; what is
-- settled is counted where it happens. Reads only. Used by Figures.
-- @now, @failed_since instant; @open_since instant or null: since when residents may be written to (null: they may not now)
with counted as (
    select channel, state, case
        when not_before <= @now::timestamptz and (not daytime_only or @open_since::timestamptz is not null)
            and (kind not in ('AllClear', 'StillHigh', 'Correction', 'Update') or not exists (
                select from delivery.delivery as before
                where before.activation_id = delivery.activation_id
                    and before.recipient_kind = delivery.recipient_kind and before.recipient_id = delivery.recipient_id
                    and (before.kind in ('Letter', 'NeighbourMessage', 'MemberAlert') or (before.kind = 'Update' and delivery.kind <> 'Update'))
                    and before.state in ('Planned', 'Released', 'Sending')))
        then greatest(not_before, case when daytime_only then @open_since::timestamptz end) end as due_at
    from delivery.delivery
    where state = 'Planned'
    union all
    select channel, state, sending_at
    from delivery.delivery
    where state in ('Released', 'Sending')
    union all
    select channel, state, null
    from delivery.delivery
    where state = 'Failed' and settled_at >= @failed_since::timestamptz
)
select channel, state, count(*)::int as count, count(due_at)::int as due, min(due_at) as oldest_at
from counted
group by channel, state;
