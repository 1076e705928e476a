-- How far who is late with a monthly dispatch has been urged: WARNED, REMINDED, SUPERVISED, CENSURED; null until then.
alter table monthly_dispatch add column rung varchar(12);
alter table dispatch_decision add column rung varchar(12);
