-- The register of neighbour friends, members and associations: what each has chosen, which of their addresses do not work, and when they want quiet.
alter table reactions.neighbour_friend
    -- The first Danish day on which they are written to again, as the register's keeper says; their own pause is a choice below.
    add column paused_until date,
    -- Danish time of day; they may span midnight.
    add column quiet_from time,
    add column quiet_to time,
    add constraint quiet_hours_have_two_ends check ((quiet_from is null) = (quiet_to is null));

-- They act for themselves, by the link in a message.
alter table access.audit_entry drop constraint audit_entry_actor_kind_check;
alter table access.audit_entry add constraint audit_entry_actor_kind_check check (actor_kind in ('person', 'account', 'api-key', 'neighbour-friend', 'program'));

-- What somebody has said for themselves, by the link in a message. It holds until they agree to be written to anew (consent_at), and stays when they are
-- taken out of the register and put in again. The partnership is the one whose message it was an answer to; what is said holds for all.
create table reactions.friend_choice (
    neighbour_friend_id text not null,
    choice text not null check (choice in ('left', 'paused', 'stopped-mail', 'stopped-sms', 'stopped-push')),
    partnership_id text not null,
    -- The first Danish day after the pause.
    until date,
    told_at timestamptz not null,
    primary key (neighbour_friend_id, choice, partnership_id),
    check ((choice = 'paused') = (until is not null))
);
grant select, insert, update on reactions.friend_choice to reactionplans_app;
-- Whoever sees the person sees what they have chosen, through whichever partnership.
select access.protect('reactions.friend_choice',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])'
        || ' or exists (select from reactions.neighbour_friend as friend where friend.id = friend_choice.neighbour_friend_id)',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])');

-- An address from which messages have come back, as a digest: a new address is another one, and nothing has to be taken back.
create table delivery.bounced_address (
    neighbour_friend_id text not null,
    channel text not null check (channel in ('mail', 'sms', 'push')),
    address_digest bytea not null,
    reason text not null,
    bounced_at timestamptz not null,
    primary key (neighbour_friend_id, channel, address_digest)
);
grant select, insert on delivery.bounced_address to reactionplans_app;
select access.protect('delivery.bounced_address',
    '(select access.sees_everything()) or exists (select from reactions.neighbour_friend as friend where friend.id = bounced_address.neighbour_friend_id)',
    '(select access.sees_everything())');

alter table delivery.delivery drop constraint delivery_channel_check;
alter table delivery.delivery add constraint delivery_channel_check check (channel in ('digital-post', 'print', 'mail', 'sms', 'push', 'file', 'none'));
alter table delivery.delivery
    -- The ways by which the parties write to neighbour friends, the first that is open wins (NeighbourRoute); null: the row's channel is the only one.
    add column agreed_channels text[];

-- The ways the register has to one person, and what shuts them; null: open.
create function delivery.neighbour_ways(friend reactions.neighbour_friend) returns table (channel text, shut_by text)
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
$$;

-- The first day on which a person is written to again after a pause, theirs or the keeper's; null: there was none. The infinite day: they have left.
create function delivery.neighbour_away_until(friend reactions.neighbour_friend) returns date
    language sql stable
as $$
    select greatest(friend.paused_until, (
        select max(case said.choice when 'left' then 'infinity'::date else said.until end)
        from reactions.friend_choice as said
        where said.neighbour_friend_id = friend.id and said.choice in ('left', 'paused') and said.told_at >= friend.consent_at))
$$;

-- How a message reaches one person on a Danish day: NeighbourRoute in the program is the same rule, and a test holds the two against each other.
create function delivery.neighbour_route(friend reactions.neighbour_friend, agreed text[], day date) returns table (channel text, reason text)
    language sql stable
as $$
    select case when away.until > day then 'none' else coalesce(first.channel, 'none') end,
        case when away.until = 'infinity' then 'left' when away.until > day then 'paused' when first.channel is null then coalesce(first.shut_by, 'no-channel') end
    from (select delivery.neighbour_away_until(friend) as until) as away
    left join lateral (
        select case when way.shut_by is null then way.channel end as channel, way.shut_by
        from delivery.neighbour_ways(friend) as way
        where way.channel = any(agreed)
        -- The open ones in the agreed order; else a way that came back tells more than one that was declined.
        order by way.shut_by is not null, way.shut_by, array_position(agreed, way.channel)
        limit 1) as first on true
$$;
grant execute on function delivery.neighbour_ways, delivery.neighbour_away_until, delivery.neighbour_route to reactionplans_app;
