-- What texts may say about overdue reviews: the version, and what the parties have said of the plans since it began to hold, each party's verdict by itself.
-- Rows: one for each id that is one. Used by Texts.
-- @review_ids uuid[]
select notice.id, notice.version, notice.review_by, said.plans, said.fitting, said.too_early, said.too_late, said.needless
from agreements.review_notice as notice
join agreements.version as version on version.partnership_id = notice.partnership_id and version.version = notice.version
cross join lateral (
    select count(distinct activation.id)::int as plans,
        (count(*) filter (where verdict.verdict = 'right'))::int as fitting,
        (count(*) filter (where verdict.verdict = 'too-early'))::int as too_early,
        (count(*) filter (where verdict.verdict = 'too-late'))::int as too_late,
        (count(*) filter (where verdict.verdict = 'needless'))::int as needless
    from activation.activation
    left join evaluation.verdict on verdict.activation_id = activation.id
    where activation.partnership_id = notice.partnership_id and activation.fired_on >= version.holds_from and activation.ended_at is not null) as said
where notice.id = any(@review_ids);
