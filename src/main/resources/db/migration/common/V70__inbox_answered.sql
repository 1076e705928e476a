-- Whether the requester had had a first sign of life when the task was opened: a claim then needs to write none.
alter table inbox add column answered boolean default false not null;
