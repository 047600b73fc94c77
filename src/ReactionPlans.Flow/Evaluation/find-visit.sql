-- A visit of the mobile station that has begun by its plan, and the version of the agreement its plan ran under. 0 rows: there is none of this
-- partnership, it was cancelled or never placed, or it has not begun. Used by ConfirmStation.
-- @activation_id uuid; @step_id, @partnership_id text; @visit_number int; @now instant
select activation.agreement_version
from reactions.station_visit as visit
join activation.activation on activation.id = visit.activation_id
where visit.activation_id = @activation_id and visit.step_id = @step_id and visit.visit_number = @visit_number
    and activation.partnership_id = @partnership_id and visit.state = 'Scheduled' and visit.starts_at <= @now;
