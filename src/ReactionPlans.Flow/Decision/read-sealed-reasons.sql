-- The sealed reasons of a spike's holds, the first one first. Used by SealedReasons.
-- @spike_id uuid
select answer.id as answer_id, reason.sealed
from decision.answer
join decision.sealed_reason as reason on reason.answer_id = answer.id
where answer.spike_id = @spike_id
order by answer.id;
