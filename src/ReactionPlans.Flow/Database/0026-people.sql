-- A link is used once for each notice it came in: who sends a question back by one can decide by the next. Nothing has written here before.
alter table decision.used_link add column notice text not null default '';
alter table decision.used_link alter column notice drop default;
alter table decision.used_link drop constraint used_link_pkey;
alter table decision.used_link add primary key (spike_id, person_id, round, notice);
