-- Whether the database holds anything a person would miss. Used by ReplayState and Purpose.
select exists (select from intake.report) or exists (select from agreements.version) or exists (select from reactions.resident)
    or exists (select from access.account);
