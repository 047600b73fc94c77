-- How many households the letters of a plan have reached. One row; zeros where no letters are planned. Reads only.
-- A household is reached by the first letter that has arrived in it, of any step: paper on its expected day, or when it is known to have come. One on the way counts as
-- waiting. Left: neither; those with a protected person are counted by themselves, because their home is never listed. Used by the console's reach page.
-- @partnership_id text; @activation_id uuid; @now instant
with letter as materialized (
    -- Cast here: a cast in the join could tell of rows that row-level security hides, so PostgreSQL would read every resident instead.
    select delivery.state, delivery.informed_at, case delivery.recipient_kind when 'Resident' then delivery.recipient_id::uuid end as resident_id
    from delivery.delivery
    join activation.activation on activation.id = delivery.activation_id and activation.fired_month = delivery.fired_month
    where delivery.activation_id = @activation_id and activation.partnership_id = @partnership_id and delivery.kind = 'Letter'
), home as (
    select resident.address_id, resident.household,
        bool_or(delivery.state = 'Accepted' and delivery.informed_at <= @now::timestamptz) as is_reached,
        bool_or(delivery.state in ('Planned', 'Released', 'Sending', 'Accepted')) as may_be,
        bool_or(resident.protected) as is_protected
    from letter as delivery
    join reactions.resident on resident.id = delivery.resident_id
    group by resident.address_id, resident.household
)
select count(*)::int as households,
    (count(*) filter (where is_reached))::int as reached,
    (count(*) filter (where not is_reached and may_be))::int as waiting,
    (count(*) filter (where not may_be and not is_protected))::int as to_visit,
    (count(*) filter (where not may_be and is_protected))::int as protected
from home;
