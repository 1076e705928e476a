-- Which key a seal was made with, by its mark; null: before keys had marks.
alter table audit_seal add column key_mark varchar(8);
