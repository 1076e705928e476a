-- Where what is supervised is about, as of the case, so that a street's list is walked without anybody else's.
alter table breach add column place_path varchar(400);
update breach set place_path = (select a.place_path from appeal a where a.id = breach.appeal_id)
    where supervised_at is not null;
alter table supervision_order add column place_path varchar(400);
update supervision_order set place_path = (select a.place_path from appeal a where a.id = supervision_order.appeal_id);
