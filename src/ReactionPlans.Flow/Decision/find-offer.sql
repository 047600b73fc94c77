-- The offer that a question is in now, and the partnership's own questions in it, each with all areas of the offer as they are shown. 0 rows: none. Used by AnswerQuestion.
-- @spike_id uuid; @partnership_id text
select own.joint_id, own.spike_id,
    (select string_agg(distinct (place.code || ' ' || place.name) collate "C", ', ' order by (place.code || ' ' || place.name) collate "C")
        from decision.joint_member as other
        join intake.area as place on place.id = other.area_id
        where other.joint_id = own.joint_id and other.left_at is null) as areas
from decision.joint_member as asked
join decision.joint_member as own on own.joint_id = asked.joint_id and own.left_at is null and own.partnership_id = @partnership_id
where asked.spike_id = @spike_id and asked.left_at is null
order by own.spike_id;
