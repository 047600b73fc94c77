-- The households that no letter of a plan has reached and none will, with why, in order of address: whose doors to knock on. Rows: one for each; a home with a
-- protected person is never among them. Reads only. Used by the console's reach page.
-- @partnership_id text; @activation_id uuid; @limit int
with letter as materialized (
    -- Cast here: a cast in the join could tell of rows that row-level security hides, so PostgreSQL would read every resident instead.
    select delivery.state, delivery.reason, case delivery.recipient_kind when 'Resident' then delivery.recipient_id::uuid end as resident_id
    from delivery.delivery
    join activation.activation on activation.id = delivery.activation_id and activation.fired_month = delivery.fired_month
    where delivery.activation_id = @activation_id and activation.partnership_id = @partnership_id and delivery.kind = 'Letter'
)
select resident.address_id, resident.household, array_agg(distinct coalesce(delivery.reason, 'unknown') order by coalesce(delivery.reason, 'unknown')) as reasons
from letter as delivery
join reactions.resident on resident.id = delivery.resident_id
group by resident.address_id, resident.household
having not bool_or(delivery.state in ('Planned', 'Released', 'Sending', 'Accepted')) and not bool_or(resident.protected)
order by resident.address_id, resident.household
limit @limit;
