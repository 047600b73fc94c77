-- Takes out residents whose extract has done its work: a plan in an area of theirs is over for as long as its parties have agreed, and no extract has brought them since it ended.
-- Kept: where another plan of one of their areas runs or has just ended, or a question about one is still to be answered. Rows: how many, at most @limit.
-- An invented recipient (synthetic) is nobody and stays: a demonstration has no municipality to send the extract again. Used by ForgetResidents.
-- @partnership_ids text[] and @days int[], side by side: what is agreed; @usual_days int; @limit int; @now instant
with area as materialized (
    select covered.area_id, max(covered.ended_at) as used_until,
        bool_or(covered.ended_at is null or covered.ended_at + make_interval(days => coalesce(agreed.days, @usual_days::int)) > @now::timestamptz) as is_needed
    from activation.covered_area as covered
    left join unnest(@partnership_ids::text[], @days::int[]) as agreed (partnership_id, days) on agreed.partnership_id = covered.partnership_id
    group by covered.area_id
), needed as materialized (
    select area_id from area where is_needed
    union
    select spike.area_id from decision.question join detection.spike on spike.id = question.spike_id where question.state in ('Open', 'Returned', 'Held')
), used as materialized (
    select distinct home.resident_id
    from area
    -- One by one by their keys (offset 0): most areas have no plan that is over.
    cross join lateral (select place.resident_id from reactions.resident_area as place where place.area_id = area.area_id offset 0) as home
    where not area.is_needed
        and exists (
            select from reactions.resident
            where resident.id = home.resident_id and resident.recipient_id_type <> 'synthetic' and greatest(resident.imported_at, resident.renewed_at) <= area.used_until
            offset 0)
        and not exists (
            select from reactions.resident_area as other
            where other.resident_id = home.resident_id and other.area_id in (select area_id from needed)
            offset 0)
    limit @limit
)
delete from reactions.resident where id = any (array(select resident_id from used));
