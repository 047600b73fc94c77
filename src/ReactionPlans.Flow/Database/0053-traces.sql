-- The trace that leads from a report to the last letter: it travels with the messages, and lies with what waits for its time. Ids only, as W3C Trace Context writes them.

-- The first is what the message goes on from; the others are what else led to it.
alter table plumbing.outbox add column trace text[];
alter table plumbing.stuck_message add column trace text[];

-- Where the rise was found, and where its plan began. A person answers hours later, and a gate opens days later, in the same trace.
alter table detection.spike add column trace text;
alter table activation.activation add column trace text;

-- When the area last changed, and what its last changes came with, the newest first.
alter table intake.area_change add column changed_at timestamptz;
alter table intake.area_change add column traces text[] not null default '{}';
