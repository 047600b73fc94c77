-- Adds neighbour friends, and updates those who have changed. Rows: new or changed ones. Guarded by the primary key. Used by ImportNeighbourFriends.
-- @ids, @names text[]; @latitudes, @longitudes double precision[]; @mails, @mobiles, @pushes, @roles, @languages text[];
-- @consents timestamptz[]; @now instant
insert into reactions.neighbour_friend as kept (id, name, latitude, longitude, mail, mobile, push, role, language, consent_at, imported_at)
select row.id, row.name, row.latitude, row.longitude, row.mail, row.mobile, row.push, row.role, row.language, row.consent_at, @now
from unnest(@ids, @names, @latitudes, @longitudes, @mails, @mobiles, @pushes, @roles, @languages, @consents)
    as row (id, name, latitude, longitude, mail, mobile, push, role, language, consent_at)
order by row.id
on conflict (id) do update
set name = excluded.name, latitude = excluded.latitude, longitude = excluded.longitude, mail = excluded.mail, mobile = excluded.mobile,
    push = excluded.push, role = excluded.role, language = excluded.language, consent_at = excluded.consent_at, imported_at = excluded.imported_at
where (kept.name, kept.latitude, kept.longitude, kept.mail, kept.mobile, kept.push, kept.role, kept.language, kept.consent_at)
    is distinct from (excluded.name, excluded.latitude, excluded.longitude, excluded.mail, excluded.mobile, excluded.push, excluded.role, excluded.language, excluded.consent_at);
