-- What a plan did: the effect against comparable rises elsewhere, where the mobile station really stood, and each party's verdict.

-- One area of an activation, counted once when the four weeks after it fired are over.
create table evaluation.effect_episode (
    activation_id uuid not null,
    area_id int not null references intake.area,
    partnership_id text not null,
    fired_on date not null,
    -- Reports in the rule's window up to the day it fired, by reported day, as known when it was counted.
    window_days int not null check (window_days >= 1),
    reports_at_firing int not null check (reports_at_firing >= 0),
    -- Reports usual in four weeks at that time of year; null without a year of history.
    expected double precision check (expected >= 0),
    reports_before int not null check (reports_before >= 0),
    reports_after int not null check (reports_after >= 0),
    evaluated_at timestamptz not null,
    primary key (activation_id, area_id)
);
create index effect_episode_by_partnership on evaluation.effect_episode (partnership_id, fired_on);

-- The rises an episode is held against. Of areas that may be another partnership's: only the flow reads them, others see the sums.
create table evaluation.comparison_rise (
    activation_id uuid not null,
    area_id int not null,
    rise_area_id int not null references intake.area,
    rise_on date not null,
    partnership_id text not null,
    expected double precision not null,
    reports_before int not null,
    reports_after int not null,
    primary key (activation_id, area_id, rise_area_id, rise_on),
    foreign key (activation_id, area_id) references evaluation.effect_episode
);

-- The answer, for one activation and for all of a partnership's last three years together.
create table evaluation.effect (
    -- The activation's id, or one made of the partnership's.
    id uuid primary key,
    partnership_id text not null,
    -- Null: all of them.
    activation_id uuid unique,
    reports_before int not null,
    reports_after int not null,
    expected double precision not null,
    -- What the comparison rises had before, so that the fall that comes by itself can be shown.
    expected_before double precision not null,
    -- 95 % interval of came to expected; high is null where nothing bounds it.
    low double precision not null,
    high double precision check (high >= low),
    verdict text not null check (verdict in ('TooFewToTell', 'Fewer', 'More', 'NoClearDifference')),
    episodes int not null,
    comparisons int not null,
    evaluated_at timestamptz not null
);
create index effect_by_partnership on evaluation.effect (partnership_id);

-- Whether the mobile station really stood there, as a person of the police says: a dose has a time and a place.
create table evaluation.station_confirmation (
    activation_id uuid not null,
    step_id text not null,
    visit_number int not null,
    partnership_id text not null,
    stood boolean not null,
    stood_from timestamptz,
    stood_to timestamptz,
    place text,
    confirmed_by text not null,
    confirmed_at timestamptz not null,
    primary key (activation_id, step_id, visit_number),
    check (not stood or (stood_to > stood_from and place is not null)),
    check (stood or (stood_from is null and stood_to is null and place is null))
);

-- What each party thinks of it afterwards; the latest tap stands.
create table evaluation.verdict (
    activation_id uuid not null,
    party text not null check (party in ('Police', 'Municipality')),
    partnership_id text not null,
    verdict text not null check (verdict in ('right', 'too-early', 'too-late', 'needless')),
    given_by text not null,
    given_at timestamptz not null,
    primary key (activation_id, party)
);

grant select, insert on evaluation.effect_episode, evaluation.comparison_rise to reactionplans_app;
grant select, insert, update on evaluation.effect, evaluation.station_confirmation, evaluation.verdict to reactionplans_app;

do $$
declare
    flow constant text := '(select access.sees_everything())';
    own constant text := flow || ' or partnership_id = any((select access.partnerships())::text[])';
begin
    perform access.protect('evaluation.effect_episode', own, flow);
    perform access.protect('evaluation.comparison_rise', flow, flow);
    perform access.protect('evaluation.effect', own, flow);
    perform access.protect('evaluation.station_confirmation', own, own);
    perform access.protect('evaluation.verdict', own, own);
end
$$;
