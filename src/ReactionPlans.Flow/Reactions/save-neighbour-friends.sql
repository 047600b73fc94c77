-- Adds neighbour friends, and updates those who have changed. Rows: new or changed ones. Guarded by the primary key. What they have chosen for themselves is
-- kept elsewhere (friend_choice), so the same list again brings nobody back; a newer consent_at does. Used by ImportNeighbourFriends.
-- @ids, @names text[]; @latitudes, @longitudes double precision[]; @mails, @mobiles, @pushes, @roles, @languages text[];
-- @consents timestamptz[]; @pauses date[]; @quiet_froms, @quiet_tos time[]; @now instant
insert into reactions.neighbour_friend as kept
    (id, name, latitude, longitude, mail, mobile, push, role, language, consent_at, paused_until, quiet_from, quiet_to, imported_at)
select row.id, row.name, row.latitude, row.longitude, row.mail, row.mobile, row.push, row.role, row.language, row.consent_at, row.paused_until, row.quiet_from, row.quiet_to, @now
from unnest(@ids, @names, @latitudes, @longitudes, @mails, @mobiles, @pushes, @roles, @languages, @consents, @pauses, @quiet_froms, @quiet_tos)
    as row (id, name, latitude, longitude, mail, mobile, push, role, language, consent_at, paused_until, quiet_from, quiet_to)
order by row.id
on conflict (id) do update
set name = excluded.name, latitude = excluded.latitude, longitude = excluded.longitude, mail = excluded.mail, mobile = excluded.mobile,
    push = excluded.push, role = excluded.role, language = excluded.language, consent_at = excluded.consent_at,
    paused_until = excluded.paused_until, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, imported_at = excluded.imported_at
where (kept.name, kept.latitude, kept.longitude, kept.mail, kept.mobile, kept.push, kept.role, kept.language, kept.consent_at, kept.paused_until, kept.quiet_from, kept.quiet_to)
    is distinct from (excluded.name, excluded.latitude, excluded.longitude, excluded.mail, excluded.mobile, excluded.push, excluded.role, excluded.language, excluded.consent_at,
        excluded.paused_until, excluded.quiet_from, excluded.quiet_to);
