-- A question's whole life: sent back with a question, reminded of, held until a stated time for a reason that is the police's own, and asked again.
alter table decision.question drop constraint question_state_check;
alter table decision.question add constraint question_state_check
    check (state in ('Open', 'Returned', 'Held', 'Approved', 'Dismissed', 'Lapsed'));

-- Everyone asked since the order began: whose turn is next. It begins anew after a hold and after an escalation.
alter table decision.question add column asked_in_turn text[] not null default '{}';
-- Null: no reminder, or it has been sent.
alter table decision.question add column remind_at timestamptz;
-- Set while it is held.
alter table decision.question add column held_by text;
update decision.question set asked_in_turn = asked_people;

drop index decision.question_by_deadline;
create index question_by_due on decision.question (least(deadline_at, remind_at)) where state in ('Open', 'Returned', 'Held');

-- How the person answered, and until when a hold was asked for.
alter table decision.answer add column way text not null default 'console' check (way in ('console', 'link', 'api', 'replay'));
alter table decision.answer add column held_until timestamptz;

-- Why the police hold: readable with the key of the installation only (SealedReasons), and only to the partnership's police.
create table decision.sealed_reason (
    answer_id bigint primary key references decision.answer,
    partnership_id text not null,
    sealed bytea not null
);
grant select, insert on decision.sealed_reason to reactionplans_app;

-- A link in a notice answers once. Its key is what it was made for.
create table decision.used_link (
    spike_id uuid not null references decision.question,
    partnership_id text not null,
    person_id text not null,
    round int not null,
    used_at timestamptz not null,
    primary key (spike_id, person_id, round)
);
grant select, insert on decision.used_link to reactionplans_app;

do $$
declare
    own constant text := '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])';
begin
    perform access.protect('decision.sealed_reason', own, own);
    perform access.protect('decision.used_link', own, own);
end
$$;

-- Reasons of holds that were kept in the clear: they were never meant for others, and no key is at hand to seal them with.
update decision.answer set reason = null where action = 'Hold';
update decision.question set reason = null where state = 'Held';
update decision.question set held_by = (
    select answer.person_id from decision.answer where answer.spike_id = question.spike_id and answer.action = 'Hold' order by answer.id desc limit 1)
where state = 'Held';
