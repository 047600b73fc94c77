-- Notes addresses of neighbour friends from which a message has come back, or at which a carrier says there is nobody. Rows: how many are new.
-- Not where the register has heard of a change to the person since the message left: it went to what was known before. Guarded by the primary key.
-- Used by NotReached.
-- @ids uuid[]; @reasons text[]: those that mean the address; @now instant
insert into delivery.bounced_address (neighbour_friend_id, channel, address_digest, reason, bounced_at)
select friend.id, delivery.channel, sha256(convert_to(used.address, 'UTF8')), coalesce(delivery.reason, 'returned'), @now
from delivery.delivery
join reactions.neighbour_friend as friend on friend.id = delivery.recipient_id
cross join lateral (select case delivery.channel when 'mail' then friend.mail when 'sms' then friend.mobile when 'push' then friend.push end as address) as used
where delivery.id = any(@ids::uuid[]) and delivery.recipient_kind = 'NeighbourFriend' and used.address is not null
    and (delivery.state = 'Returned' or (delivery.state = 'Failed' and delivery.reason = any(@reasons::text[])))
    and friend.imported_at <= delivery.sending_at
on conflict do nothing;
