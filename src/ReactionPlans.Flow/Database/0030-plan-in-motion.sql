-- Who does what and when, to the end: a task is taken on, reminded of, told to the deputy and escalated; a step can be answered by everyone named;
-- and at the agreed maximum, with the number still high, the parties are asked how to go on.
alter table activation.task
    add column deputy text,
    add column remind_at timestamptz,
    add column escalate_at timestamptz,
    add column round int not null default 1,
    -- Empty: one person of the party answers for all.
    add column named_people text[] not null default '{}',
    add column acknowledged_at timestamptz,
    add column acknowledged_by text,
    add column reminded_at timestamptz,
    add column escalated_at timestamptz;
update activation.task set remind_at = due_at - (due_at - starts_at) / 4, escalate_at = due_at + interval '1 day';
alter table activation.task alter column remind_at set not null, alter column escalate_at set not null;

create table activation.task_answer (
    activation_id uuid not null,
    step_id text not null,
    person_id text not null,
    partnership_id text not null,
    is_done boolean not null,
    reason text,
    answered_at timestamptz not null,
    primary key (activation_id, step_id, person_id),
    foreign key (activation_id, step_id) references activation.task
);

alter table activation.activation
    -- The steps have been planned so many times; above 1 after the parties wanted the plan once more.
    add column round int not null default 1,
    -- How often the parties have been asked; a question has its answers under its number.
    add column end_question int not null default 0,
    add column end_asked_at timestamptz,
    add column end_deadline_at timestamptz;
create table activation.end_answer (
    activation_id uuid not null references activation.activation,
    end_question int not null,
    person_id text not null,
    partnership_id text not null,
    choice text not null check (choice in ('Close', 'Extend', 'NewRound')),
    answered_at timestamptz not null,
    primary key (activation_id, end_question, person_id)
);
grant select, insert, update on activation.task_answer, activation.end_answer to reactionplans_app;

do $$
declare
    own constant text := '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])';
begin
    perform access.protect('activation.task_answer', own, own);
    perform access.protect('activation.end_answer', own, own);
end
$$;
