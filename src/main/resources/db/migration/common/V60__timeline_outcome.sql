-- An outcome may be an officer's id: who claimed a task, or whom it was handed to.
alter table timeline_entry alter column outcome set data type varchar(64);
