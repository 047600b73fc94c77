-- A running activation, with the agreement it is pinned to, locked until the transaction ends. 0 rows: it is not there, or it is over. Used by RunningPlan.
-- @activation_id uuid; @partnership_id text
select agreement_version from activation.activation
where id = @activation_id and partnership_id = @partnership_id and ended_at is null
for update;
