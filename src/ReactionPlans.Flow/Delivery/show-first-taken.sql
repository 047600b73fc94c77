-- When an activation's messages to people outside the parties were first taken by their carriers, and when last. Rows: one for each kind of which one has been, the first first.
-- Reads only, by delivery_by_activation. Used by the console's page of one plan.
-- @partnership_id text; @activation_id uuid
select kind, min(settled_at) as first_at, max(settled_at) as last_at, count(*)::int as messages
from delivery.delivery
where partnership_id = @partnership_id and activation_id = @activation_id
  and state = 'Accepted' and kind <> 'Notice' and settled_at is not null
group by kind
order by first_at, kind;
