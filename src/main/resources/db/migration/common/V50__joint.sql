-- Who signed for which unit: the two signatures of a plan belong to two different ones.
alter table joint_research add column department_signed_unit varchar(40);
alter table joint_research add column group_signed_unit varchar(40);
-- The unit that takes the part over after a refusal.
alter table department_part add column replaced_by varchar(40);
