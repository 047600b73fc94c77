-- The areas of each partnership in which some criterion is not calm. Used by CalmAgreements.
select distinct partnership_id, area_id from detection.criterion_state;
