-- Who answers for each step of each activation. Used by Promises.
select activation.partnership_id, activation.agreement_version, task.activation_id, task.step_id, task.party, task.responsible
from activation.task as task
join activation.activation as activation on activation.id = task.activation_id;
