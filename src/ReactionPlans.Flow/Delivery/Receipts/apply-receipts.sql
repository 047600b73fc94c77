-- Takes in what carriers tell of their messages. Rows: one for each message named, whether it is ours, whether its state is another one now, and its activation.
-- Of each kind the earliest instant stays, and the state follows from what has been heard (DeliveryReceipts), so receipts may come late, twice and in any order.
-- A receipt of a channel that the message does not go by any more (it went out on paper since) changes nothing. Rows are locked in one order, so two
-- pages of receipts cannot wait for each other. Used by ReceiveReceipts.
-- @ids uuid[]; @channels, @kinds, @reasons text[]; @ats timestamptz[]; @paper_at instant: when paper that is heard of first now is expected; @now instant
with receipt as (
    select id, channel,
        min(least(at, @now::timestamptz)) filter (where kind in ('delivered', 'read')) as delivered_at,
        min(least(at, @now::timestamptz)) filter (where kind = 'read') as read_at,
        min(least(at, @now::timestamptz)) filter (where kind in ('returned', 'failed')) as returned_at,
        min(reason) filter (where kind in ('returned', 'failed')) as reason
    from unnest(@ids::uuid[], @channels::text[], @kinds::text[], @ats::timestamptz[], @reasons::text[]) as told (id, channel, kind, at, reason)
    group by id, channel
), mine as (
    select delivery.fired_month, delivery.id, delivery.state, delivery.informed_at, delivery.settled_at, delivery.reason,
        least(delivery.delivered_at, receipt.delivered_at) as delivered_at, least(delivery.read_at, receipt.read_at) as read_at,
        least(delivery.returned_at, receipt.returned_at) as returned_at, coalesce(receipt.reason, delivery.reason) as return_reason
    from delivery.delivery
    join receipt on receipt.id = delivery.id and receipt.channel = delivery.channel
    order by delivery.fired_month, delivery.id
    for update of delivery
), now as (
    select *, case
        when state = 'Skipped' then state
        when returned_at is not null and read_at is null then 'Returned'
        else 'Accepted' end as state_now
    from mine
), taken as (
    update delivery.delivery
    set delivered_at = now.delivered_at, read_at = now.read_at, returned_at = now.returned_at, state = now.state_now,
        informed_at = case now.state_now
            when 'Accepted' then least(now.delivered_at, coalesce(now.informed_at, case delivery.channel when 'print' then @paper_at::timestamptz else @now end))
            when 'Skipped' then now.informed_at end,
        was_informed = case when now.state_now = 'Returned' and delivery.informed_at <= @now::timestamptz
            then delivery.was_informed + tstzmultirange(tstzrange(delivery.informed_at, @now::timestamptz, '[]')) else delivery.was_informed end,
        reason = case now.state_now when 'Returned' then coalesce(now.return_reason, 'returned') when 'Skipped' then now.reason end,
        settled_at = coalesce(now.settled_at, @now)
    from now
    where delivery.fired_month = now.fired_month and delivery.id = now.id
    returning delivery.id, delivery.activation_id, now.state <> now.state_now as is_new_state
)
select distinct receipt.id, exists (select from delivery.delivery where delivery.id = receipt.id) as is_ours, taken.activation_id, coalesce(taken.is_new_state, false) as is_new_state
from receipt
left join taken on taken.id = receipt.id;
