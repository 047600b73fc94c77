-- Keeps rows that could not be taken in, whole, with their reason. Rows: rejections not seen before.
-- Guarded by rejected_once: the same record of the same file again is the same rejection. Used by ReceiveReports.
-- @sources text[]; @file text; @origin_id int or null; @lines, @problem_numbers int[]; @danish, @english, @raw text[]; @now instant
insert into intake.rejected_row (source, file, origin_id, line, problem_number, danish, english, raw, received_at)
select row.source, @file, @origin_id, row.line, row.problem_number, row.danish, row.english, row.raw, @now
from unnest(@sources, @lines, @problem_numbers, @danish, @english, @raw) as row (source, line, problem_number, danish, english, raw)
on conflict do nothing;
