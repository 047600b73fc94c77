-- What was stored of a spike when it was opened, and nothing that has come to it since. 0 or 1 row. Used by SpikeSheet.
-- @id uuid
select spike.id, spike.partnership_id, spike.agreement_version, spike.criterion_id, spike.level, spike.fired_on, spike.opened_at, spike.evidence::text as evidence
from detection.spike as spike
where spike.id = @id;
