-- The questions offered together with spikes, those that have left the offer included. Rows: for each spike every question of its latest offer, and whether it was decided by it. Used by Texts.
-- @spike_ids uuid[]
select own.spike_id as of_spike_id, member.spike_id, member.partnership_id, area.code as area_code, area.name as area_name,
    member.left_at is not null as has_left, own.is_together
from (
    select distinct on (mine.spike_id) mine.spike_id, mine.joint_id, coalesce(offer.outcome = 'Together', false) and mine.left_at is null as is_together
    from decision.joint_member as mine
    join decision.joint as offer on offer.id = mine.joint_id
    where mine.spike_id = any(@spike_ids)
    order by mine.spike_id, offer.offered_at desc) as own
join decision.joint_member as member on member.joint_id = own.joint_id
join intake.area on area.id = member.area_id
order by own.spike_id, area.code collate "C", member.spike_id;
