-- The areas of some activations, in words: "8240 Risskov, 8260 Viby J". Rows: one for each that is the partnership's. Reads only. Used by the console's page of what is stuck.
-- @partnership_id text; @activations uuid[]
select covered.activation_id as id, string_agg(area.code || ' ' || area.name, ', ' order by area.code collate "C") as places
from activation.covered_area as covered
join intake.area on area.id = covered.area_id
where covered.partnership_id = @partnership_id and covered.activation_id = any(@activations::uuid[])
group by covered.activation_id;
