-- How often visits of a step have been moved, all of them together. One row. Used by ChangeVisits.
-- @activation_id uuid; @step_id text
select coalesce(sum(revision), 0)::int from reactions.station_visit where activation_id = @activation_id and step_id = @step_id;
