-- How many of what a measure is about (lifts, households, lamps), and how many of them are done; null where not counted.
alter table measure add column planned int;
alter table measure add column achieved int;
-- The leads end the measures early: who asks for which unit and why, and who agrees.
alter table joint_research add column ending_reason varchar(1000);
alter table joint_research add column ending_asked_by varchar(64);
alter table joint_research add column ending_asked_unit varchar(40);
alter table joint_research add column ending_agreed_by varchar(64);
alter table joint_research add column ending_agreed_at timestamp with time zone;
