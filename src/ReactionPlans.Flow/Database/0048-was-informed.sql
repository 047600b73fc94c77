-- A letter that comes back was counted as informed until then, and a gate may have opened by it: the span is kept, whatever becomes of the letter.
alter table delivery.delivery
    -- From when it counted as informed to when it was heard that it had come back; empty: it never came back after it counted.
    add column was_informed tstzmultirange not null default '{}';
