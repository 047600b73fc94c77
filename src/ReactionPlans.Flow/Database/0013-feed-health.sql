-- On which days there were data: decided once, when the day is over, and never again.
-- Finds what came in during a stretch of time without a place in the index for every row: intake only ever adds at the end.
create index report_revision_by_receipt on intake.report_revision using brin (received_at);
create index report_revision_by_knowledge on intake.report_revision using brin (known_at);

-- One row: the last day decided. Locked while deciding, so that each day is decided once.
create table detection.feed_judged (
    only_row boolean primary key default true check (only_row),
    through_day date not null
);

-- What a day said about a source, as known when it was over. A report that comes in later changes nothing here.
create table detection.feed_day (
    -- Whose part of the source: a partnership's id for the areas it covers, '' for everything the source delivers.
    area_group text not null,
    source text not null,
    day date not null,
    reports int not null check (reports >= 0),
    verdict text not null check (verdict in ('Reported', 'Learning', 'Expected', 'Unusual', 'Gap', 'Ended')),
    -- First day of the silence the day lies in; null on a day with a report.
    silent_since date,
    -- Chance (0-1) of so long a silence under the rhythm learned before the day.
    chance double precision not null,
    primary key (area_group, source, day),
    check ((verdict = 'Reported') = (reports > 0))
);
create index feed_day_gap on detection.feed_day (area_group, day) where verdict = 'Gap';

-- A silence that a partnership has been told of: one from the first gap day until the source is back.
create table detection.feed_silence (
    id uuid primary key,
    partnership_id text not null,
    -- The version whose people are told.
    agreement_version int not null,
    source text not null,
    since date not null,
    rhythm text not null,
    -- The first day after it that was no gap; null: it lasts.
    over_on date
);
create unique index one_silence_at_a_time on detection.feed_silence (partnership_id, source) where over_on is null;

-- A source that a person has said delivers no more: nothing is expected of it from that day, unless it delivers again.
create table detection.feed_ended (
    source text primary key,
    ended_on date not null
);

grant select, insert, update on detection.feed_judged, detection.feed_day, detection.feed_silence, detection.feed_ended to reactionplans_app;
