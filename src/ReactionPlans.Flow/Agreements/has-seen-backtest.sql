-- Whether a person has been shown what a version would have done on the past. One row. Used by AcceptAgreement.
-- @partnership_id text; @version int; @person_id text
select exists (
    select from agreements.shown_backtest
    where partnership_id = @partnership_id and version = @version and person_id = @person_id);
