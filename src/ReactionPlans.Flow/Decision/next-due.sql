-- The next instant at which a question needs the clock: its reminder, its deadline, or the end of its hold; null: none. Used by SettleOverdue.
-- @now instant (a reminder that a deadline has overtaken is none)
select min(case when remind_at <= deadline_at and state <> 'Held' and deadline_at > @now then remind_at else deadline_at end) as due
from decision.question
where state in ('Open', 'Returned', 'Held');
