-- Who did what in a partnership, the latest first. Reads only. Used by the console's audit page.
-- @partnership_id text; @most int
select number, at, actor_kind, actor, action, subject_kind, subject_id
from access.audit_entry
where coalesce(partnership_id, '') = @partnership_id
order by number desc
limit @most;
