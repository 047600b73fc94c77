-- The spikes that wait for a decision, the most urgent first, each with its evidence. Reads only. Used by the console's overview.
-- @partnership_id text
select question.spike_id, question.agreement_version, question.mode, question.state, question.round,
       question.asked_people, question.asked_at, question.deadline_at, question.held_by,
       (select coalesce(array_agg(distinct answer.person_id), '{}')
        from decision.answer
        where answer.spike_id = question.spike_id and answer.action = 'Approve'
          and answer.id > coalesce((select max(other.id) from decision.answer as other
              where other.spike_id = question.spike_id and other.action in ('Hold', 'Dismiss')), 0)) as approved_by,
       (select string_agg(distinct (place.code || ' ' || place.name) collate "C", ', ' order by (place.code || ' ' || place.name) collate "C")
        from decision.joint_member as own
        join decision.joint_member as other on other.joint_id = own.joint_id and other.left_at is null
        join intake.area as place on place.id = other.area_id
        where own.spike_id = question.spike_id and own.left_at is null) as joint_areas,
       spike.criterion_id, spike.fired_on, spike.escalated_on, spike.evidence::text as evidence,
       area.code as area_code, area.name as area_name
from decision.question
join detection.spike on spike.id = question.spike_id
join intake.area on area.id = spike.area_id
where question.partnership_id = @partnership_id
  and question.state in ('Open', 'Returned', 'Held')
order by question.deadline_at nulls last, spike.fired_on, area.code;
