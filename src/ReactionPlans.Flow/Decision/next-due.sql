-- The next deadline of a question; null: none. Used by the virtual clock through Schedule.
select min(deadline_at) from decision.question where state in ('Open', 'Held');
