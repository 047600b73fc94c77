-- Personal data is kept as long as the parties have agreed, and no longer (docs/personal-data.md).
alter table reactions.resident
    -- When an extract last brought the same again; null: not since imported_at.
    add column renewed_at timestamptz;
alter table intake.report_revision
    -- Since when its coordinates are the centre of its square kilometre; null: they are as the source told them, or there are none.
    add column coarsened_at timestamptz;
