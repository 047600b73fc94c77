-- The next deadline of a question; null: none. Used by SettleOverdue.
select min(deadline_at) as due from decision.question where state in ('Open', 'Held');
