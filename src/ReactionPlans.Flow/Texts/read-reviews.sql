-- What texts may say about overdue reviews. Rows: one for each id that is one. Used by Texts.
-- @review_ids uuid[]
select id, version, review_by
from agreements.review_notice
where id = any(@review_ids);
