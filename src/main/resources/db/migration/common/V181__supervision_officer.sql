-- Who of the unit answers for what was ordered; null for the unit as a whole.
alter table supervision_order add column officer_id varchar(64);
