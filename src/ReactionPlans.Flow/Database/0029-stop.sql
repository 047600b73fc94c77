-- A person can stop a running plan at once. Whoever was told of the rise gets a correction; the parties are told who stopped it, and why.
alter table activation.activation add column stopped_by text, add column stop_reason text;
alter table activation.activation drop constraint activation_end_reason_check;
alter table activation.activation add constraint activation_end_reason_check check (end_reason in ('fallen', 'withdrawn', 'one-of-many', 'maximum', 'stopped'));
alter table activation.activation add check (end_reason is distinct from 'stopped' or (stopped_by is not null and stop_reason is not null));

alter table delivery.delivery drop constraint delivery_kind_check;
alter table delivery.delivery add constraint delivery_kind_check
    check (kind in ('Letter', 'NeighbourMessage', 'MemberAlert', 'Notice', 'AllClear', 'StillHigh', 'Correction'));
