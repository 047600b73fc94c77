-- Every activation with its days, oldest first. Used by Summary.
select area.code as area, activation.criterion_id as criterion, activation.fired_on, spike.ended_on as spike_ended_on, activation.ended_on
from activation.activation as activation
join intake.area as area on area.id = activation.area_id
join detection.spike as spike on spike.id = activation.spike_id
order by activation.fired_on, area.code, activation.criterion_id;
