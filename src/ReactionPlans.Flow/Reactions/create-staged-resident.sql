-- The batch of residents on its way in; gone with the transaction. Rows mean nothing. Cannot be prepared. Used by ImportResidents.
create temp table staged_resident (
    id uuid not null,
    recipient_id_type text not null,
    recipient_key bytea not null,
    recipient_number bytea not null,
    address_id text not null,
    household text not null,
    latitude double precision,
    longitude double precision,
    digital_post boolean not null,
    nem_sms boolean not null,
    protected boolean not null,
    language text not null,
    area_ids int[] not null
) on commit drop;
