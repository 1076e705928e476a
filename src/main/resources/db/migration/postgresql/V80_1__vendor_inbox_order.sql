-- A unit's tasks in the order in which they are due, those without a due time last: a page is one walk along the index.
alter table inbox add column due_order timestamp with time zone
    generated always as (coalesce(due_at, timestamp with time zone '9999-12-31 00:00:00+00')) stored;
drop index if exists inbox_unit_due;
create index inbox_unit_order on inbox (unit_code, due_order, task_id);
