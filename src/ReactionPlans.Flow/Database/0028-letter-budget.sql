-- The letters to residents of a stretch of days, for the agreed number that one resident gets at the most (plan-letters.sql).
create index delivery_letters_by_time on delivery.delivery (not_before) where kind = 'Letter' and recipient_kind = 'Resident';
