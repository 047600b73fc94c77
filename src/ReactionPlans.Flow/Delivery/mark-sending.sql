-- Takes up a batch: what is released or was being sent when an earlier worker died is marked as being sent. Rows: the deliveries, with what the
-- carrier needs; none when the batch is settled. In doubt: an earlier worker may have sent it, or its answer was lost, so the carrier is asked first.
-- For a neighbour friend, the channel that is open to them now, or why they are not to be written to (NeighbourRoute).
-- Run under the batch's lock. Used by SendBatch.
-- @batch_id uuid; @now instant
with mine as (
    select fired_month, id, state, reason
    from delivery.delivery
    where batch_id = @batch_id and state in ('Released', 'Sending')
    for update
), marked as (
    update delivery.delivery
    set state = 'Sending', attempts = delivery.attempts + 1, sending_at = @now
    from mine
    where delivery.fired_month = mine.fired_month and delivery.id = mine.id
    returning delivery.fired_month, delivery.id, delivery.activation_id, delivery.step_id, delivery.kind, delivery.recipient_kind, delivery.recipient_id,
        delivery.channel, delivery.template, delivery.language, delivery.daytime_only, delivery.refusals, delivery.agreed_channels, (mine.state = 'Sending' or coalesce(mine.reason = 'no-answer', false)) as in_doubt,
        -- Cast here: a cast in the join could tell of rows that row-level security hides, so PostgreSQL would read every resident instead.
        case delivery.recipient_kind when 'Resident' then delivery.recipient_id::uuid end as resident_id
)
select marked.*, resident.recipient_id_type, resident.recipient_number, friend.mail as friend_mail, friend.mobile as friend_mobile, friend.push as friend_push,
    friend.name as friend_name, friend.quiet_from, friend.quiet_to, route.channel as channel_now, route.reason as unwanted_for, station.mail as station_mail, station.name as station_name,
    marked.kind in ('Letter', 'NeighbourMessage', 'MemberAlert', 'Update') and (activation.ended_at is not null or coalesce(task.state = 'NotPossible', false)) as too_late,
    case when activation.ended_at is null then 'corrected' else 'ended' end as too_late_for,
    coalesce(activation.trace, spike.trace) as trace
from marked
left join activation.activation on activation.id = marked.activation_id
left join detection.spike on spike.id = marked.activation_id
left join activation.task on task.activation_id = marked.activation_id and task.step_id = marked.step_id
left join reactions.resident on resident.id = marked.resident_id
left join reactions.neighbour_friend as friend on marked.recipient_kind = 'NeighbourFriend' and friend.id = marked.recipient_id
-- Asked of neighbour friends alone: most rows are letters, and asking costs more than the rest of a row.
left join lateral (
    select way.channel, way.reason
    from delivery.neighbour_route(friend, coalesce(marked.agreed_channels, array[marked.channel]), (@now::timestamptz at time zone 'Europe/Copenhagen')::date) as way
    where friend.id is not null) as route on true
left join reactions.station on marked.recipient_kind = 'Station' and station.id = marked.recipient_id
order by marked.activation_id, marked.step_id, marked.id;
