-- Calls off the visits to come of steps that were taken out of a plan. Rows: how many. Used by PlanUpdate.
-- @activation_id uuid; @step_ids text[]; @now instant
update reactions.station_visit set state = 'Cancelled', reason = 'corrected'
where activation_id = @activation_id and step_id = any(@step_ids) and state = 'Scheduled' and starts_at > @now;
