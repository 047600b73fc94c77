-- One spike as its page shows it, with its question where it raised one. 0 rows: there is none that one may see. Reads only. Used by the console.
-- Joint areas: all that can be answered together with it, its own among them; null: none. @spike_id uuid; @partnership_id text
select spike.id as spike_id, coalesce(question.agreement_version, spike.agreement_version) as agreement_version,
    question.mode, question.state, coalesce(question.round, 0) as round,
    coalesce(question.asked_people, '{}') as asked_people, question.asked_at, question.deadline_at, question.held_by, question.settled_at, question.reason,
    array(select distinct answer.person_id
        from decision.answer
        where answer.spike_id = spike.id and answer.action = 'Approve'
            and answer.id > coalesce((select max(other.id) from decision.answer as other
                where other.spike_id = spike.id and other.action in ('Hold', 'Dismiss')), 0)) as approved_by,
    (select string_agg(distinct (place.code || ' ' || place.name) collate "C", ', ' order by (place.code || ' ' || place.name) collate "C")
        from decision.joint_member as own
        join decision.joint_member as other on other.joint_id = own.joint_id and other.left_at is null
        join intake.area as place on place.id = other.area_id
        where own.spike_id = question.spike_id and own.left_at is null) as joint_areas,
    spike.criterion_id, spike.fired_on, spike.escalated_on, spike.ended_on, spike.end_reason, spike.evidence::text as evidence,
    area.code as area_code, area.name as area_name
from detection.spike
left join decision.question on question.spike_id = spike.id
join intake.area on area.id = spike.area_id
where spike.id = @spike_id and spike.partnership_id = @partnership_id;
