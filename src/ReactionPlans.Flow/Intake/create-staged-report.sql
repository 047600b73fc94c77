-- The batch of reports on its way in; gone with the transaction. Rows mean nothing. Cannot be prepared. Used by ReceiveReports.
create temp table staged_report (
    -- The row's place in the batch, from 0.
    number int not null,
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
    area_ids int[] not null,
    -- Set by add-revisions: this row became a new revision of this report.
    report_id bigint
) on commit drop;
