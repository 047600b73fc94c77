-- An activation and what it is pinned to. One row, or none when there is no such activation. Used by the consumers of this stage.
-- @activation_id uuid
select activation.id, activation.spike_id, activation.partnership_id, activation.agreement_version, activation.fired_on,
    activation.fired_month, activation.maximum_ends_at, activation.ended_at, activation.end_reason
from activation.activation
where activation.id = @activation_id;
