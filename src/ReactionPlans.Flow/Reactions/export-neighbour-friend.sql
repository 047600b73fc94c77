-- What is held on one of the register, whether or not they are in it still: one row, as JSON. Used by PersonBook.
-- @id text
select jsonb_build_object(
    'register', (select to_jsonb(friend) from reactions.neighbour_friend as friend where friend.id = @id),
    'areas', coalesce((
        select jsonb_agg(jsonb_build_object('level', area.level, 'code', area.code, 'name', area.name) order by area.level, area.code)
        from reactions.neighbour_friend_area as home join intake.area on area.id = home.area_id where home.neighbour_friend_id = @id), '[]'),
    'choices', coalesce((select jsonb_agg(to_jsonb(said) order by said.told_at) from reactions.friend_choice as said where said.neighbour_friend_id = @id), '[]'),
    'bounces', coalesce((
        select jsonb_agg(jsonb_build_object('channel', bounced.channel, 'reason', bounced.reason, 'bounced_at', bounced.bounced_at) order by bounced.bounced_at)
        from delivery.bounced_address as bounced where bounced.neighbour_friend_id = @id), '[]'),
    'acts', coalesce((
        select jsonb_agg(jsonb_build_object('at', entry.at, 'action', entry.action, 'partnership_id', entry.partnership_id, 'detail', entry.detail) order by entry.id)
        from access.audit_entry as entry where entry.actor_kind = 'neighbour-friend' and entry.actor = @id), '[]'))::text;
