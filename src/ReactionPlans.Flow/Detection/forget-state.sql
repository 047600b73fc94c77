-- A state that is calm again has nothing to remember. Used by Judgement.
-- @partnership_id, @criterion_id text; @area_id int
delete from detection.criterion_state
where partnership_id = @partnership_id and criterion_id = @criterion_id and area_id = @area_id;
