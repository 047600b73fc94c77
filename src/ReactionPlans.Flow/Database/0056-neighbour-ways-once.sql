-- The same answers, found sooner. Written into the statement that asks, why a way is shut stood there four times, each with the policies of all it reads, and a person's pause was
-- planned anew in each statement: 20 to 100 ms for a single neighbour friend.
create or replace function delivery.neighbour_ways(friend reactions.neighbour_friend) returns table (channel text, shut_by text)
    language sql stable
as $$
    select had.channel, case
        when exists (
            select from reactions.friend_choice as said
            where said.neighbour_friend_id = friend.id and said.choice = 'stopped-' || had.channel and said.told_at >= friend.consent_at) then 'stopped'
        when exists (
            select from delivery.bounced_address as bounced
            where bounced.neighbour_friend_id = friend.id and bounced.channel = had.channel
                and bounced.address_digest = sha256(convert_to(had.address, 'UTF8'))) then 'bounced'
        end
    from (values ('mail', friend.mail), ('sms', friend.mobile), ('push', friend.push)) as had (channel, address)
    where had.address is not null
    offset 0 -- answered once a row, wherever the answer is used
$$;

-- The first day on which a person is written to again after a pause, theirs or the keeper's; null: there was none. The infinite day: they have left. One row.
create function delivery.neighbour_away(friend reactions.neighbour_friend) returns table (until date)
    language sql stable
as $$
    select greatest(friend.paused_until, max(case said.choice when 'left' then 'infinity'::date else said.until end))
    from reactions.friend_choice as said
    where said.neighbour_friend_id = friend.id and said.choice in ('left', 'paused') and said.told_at >= friend.consent_at
$$;
grant execute on function delivery.neighbour_away to reactionplans_app;

create or replace function delivery.neighbour_route(friend reactions.neighbour_friend, agreed text[], day date) returns table (channel text, reason text)
    language sql stable
as $$
    select case when away.until > day then 'none' else coalesce(first.channel, 'none') end,
        case when away.until = 'infinity' then 'left' when away.until > day then 'paused' when first.channel is null then coalesce(first.shut_by, 'no-channel') end
    from delivery.neighbour_away(friend) as away
    left join lateral (
        select case when way.shut_by is null then way.channel end as channel, way.shut_by
        from delivery.neighbour_ways(friend) as way
        where way.channel = any(agreed)
        -- The open ones in the agreed order; else a way that came back tells more than one that was declined.
        order by way.shut_by is not null, way.shut_by, array_position(agreed, way.channel)
        limit 1) as first on true
$$;
drop function delivery.neighbour_away_until;
