-- The corrections of some activations, in their order. Rows: one for each. Used by the console's overview.
-- @partnership_id text; @activations uuid[]
select activation_id, number, person_id, words, taken_out, corrected_at
from activation.correction
where partnership_id = @partnership_id and activation_id = any(@activations)
order by activation_id, number;
