-- How often a carrier has said "not now" of a delivery, or could not be asked. Not how often a batch was taken up (attempts): one that a fallen host had in hand is taken up again,
-- and that is nobody's refusal.
alter table delivery.delivery add column refusals int not null default 0;
