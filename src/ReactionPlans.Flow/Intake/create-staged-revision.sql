-- The new revisions of a batch on their way in; gone with the transaction. Rows mean nothing. Cannot be prepared. Used by ReceiveReports.
create temp table staged_revision (
    report_id bigint not null,
    -- The report itself is new too.
    new_report boolean not null,
    source text not null,
    reference text not null,
    revision int not null,
    withdrawn boolean not null,
    known_at timestamptz not null,
    offence text not null,
    attempt boolean not null,
    reported_at timestamptz not null,
    reported_day date not null,
    occurred_from timestamptz,
    occurred_to timestamptz,
    latitude double precision,
    longitude double precision,
    area_code text,
    content_hash bytea not null,
    area_ids int[] not null
) on commit drop;
