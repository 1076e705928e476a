-- Since when the assignee has held the task: who comes too late is told.
alter table inbox add column claimed_at timestamp with time zone;
