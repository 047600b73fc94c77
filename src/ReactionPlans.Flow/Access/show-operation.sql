-- Whether the program runs, in numbers, and which sources have delivered reports. One row. Given out by functions that see more than
-- their caller (0019-row-level-security.sql). Reads only. Used by the administrator's page.
select stuck_messages, parked_messages, rejected_rows, access.every_source() as sources
from access.trouble();
