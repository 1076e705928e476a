-- A unit's own tasks in any of their orders, told by the index alone.
drop index inbox_unit_order;
create index inbox_unit_order on inbox (unit_code, due_order, task_id) include (created_at, urgency, appeal_id);
