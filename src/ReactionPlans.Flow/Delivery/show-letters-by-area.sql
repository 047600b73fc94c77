-- How many letters one letter step would come to in each area, whom no way reaches left out; what is written elsewhere or agreed on as a limit is not asked.
-- Rows: one for each area with anybody. Reads only. Used by the console's page of a proposal.
-- @level text; @codes text[]; @digital_post, @print, @nem_sms, @per_household bool
select area.code, count(distinct case when @per_household::bool then resident.address_id || '/' || resident.household else resident.id::text end)::int as letters
from intake.area
join reactions.resident_area as home on home.area_id = area.id
join reactions.resident on resident.id = home.resident_id
where area.level = @level and area.code = any(@codes::text[])
    and delivery.letter_ways(resident, @digital_post::bool, @print::bool, @nem_sms::bool) <> '{}'
group by area.code;
