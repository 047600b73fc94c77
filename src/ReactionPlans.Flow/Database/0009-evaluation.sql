-- What an activation came to, counted once when it ends.
create schema evaluation;
grant usage on schema evaluation to reactionplans_app;

create table evaluation.closing_report (
    activation_id uuid primary key,
    closed_at timestamptz not null,
    ended_on date not null,
    end_reason text not null,
    days int not null,
    letters_planned int not null,
    letters_accepted int not null,
    letters_failed int not null,
    neighbour_messages_accepted int not null,
    station_visits int not null,
    tasks_done int not null,
    tasks_not_done int not null
);

grant select, insert on all tables in schema evaluation to reactionplans_app;
