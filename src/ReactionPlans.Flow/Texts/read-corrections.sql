-- The corrections of activations, in their order. Rows: one for each. Used by Texts.
-- @activation_ids uuid[]
select activation_id, number, person_id, words, taken_out
from activation.correction
where activation_id = any(@activation_ids::uuid[])
order by activation_id, number;
