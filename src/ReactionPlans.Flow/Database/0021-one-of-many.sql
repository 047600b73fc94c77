-- A spike of a day whose chance turns out, at its end, to be one of those that luck explains among so many areas: nothing was taken back. Its plan ends as it does for
-- reports taken back.
alter table detection.spike drop constraint spike_end_reason_check;
alter table detection.spike add constraint spike_end_reason_check check (end_reason in ('fallen', 'withdrawn', 'one-of-many', 'rule-changed', 'district-wide'));
alter table activation.activation drop constraint activation_end_reason_check;
alter table activation.activation add constraint activation_end_reason_check check (end_reason in ('fallen', 'withdrawn', 'one-of-many', 'maximum'));
