-- An overdue review that the parties are to be told of. Used by NotifyParties.
-- @review_id uuid
select partnership_id, version as agreement_version, review_by as since from agreements.review_notice where id = @review_id;
