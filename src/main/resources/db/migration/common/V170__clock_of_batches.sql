-- A phased case is due with its last batch; own_due_at: when the level itself would have been due. Null where no batch
-- has moved it.
alter table level_stay add column own_due_at timestamp with time zone;
