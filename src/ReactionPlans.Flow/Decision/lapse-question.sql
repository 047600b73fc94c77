-- Closes a question nobody has decided because the rise is over. 0 rows: decided before, or never asked. Used by LapseQuestion.
-- Says why as the spike does: fallen, withdrawn, ... @spike_id uuid; @now instant
update decision.question
set state = 'Lapsed', reason = spike.end_reason, deadline_at = null, remind_at = null, held_by = null, settled_at = @now
from detection.spike
where question.spike_id = @spike_id and spike.id = question.spike_id and state in ('Open', 'Returned', 'Held');
