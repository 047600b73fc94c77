-- Makes an empty database an exercise's. Used by Purpose, as owner.
insert into plumbing.purpose (is_exercise, ready) values (true, false);
